# At the end CPython's collector comes twice: for what was dropped in rings, then for all that the names of __main__ hold, from these inwards.
import asyncio
import atexit
import weakref


class Node:
    def __init__(self, name, ring=False):
        self.name = name
        if ring:
            self.me = self

    def __del__(self):
        print("del", self.name)


async def waits():
    try:
        await asyncio.get_running_loop().create_future()
    finally:
        print("waits lets go")


async def main():
    asyncio.create_task(waits(), name="forgotten")
    await asyncio.sleep(0)


def closure():
    local = Node("in a closure")
    return lambda: local


def generator():
    inside = Node("in a generator")
    yield inside


second = first = None
Node("dropped in a ring", ring=True)
first = Node("first")
second = Node("second", ring=True)
first.child = Node("child of first")
_private = Node("private")
several = [Node("item 0"), Node("item 1"), (Node("in a tuple"), {"key": Node("in a dict")})]
function = closure()
running = generator()
next(running)
reference = weakref.ref(first, lambda ref: print("nobody is told"))
last = Node("last")
atexit.register(print, "atexit")
loop = asyncio.new_event_loop()
loop.run_until_complete(main())
print("end")
