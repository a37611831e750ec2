# A loop that is not set ends with the names of the program, and what it was to do.
import asyncio


class Node:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


async def work():
    try:
        await asyncio.sleep(5)
    finally:
        print("said")


async def main():
    await asyncio.sleep(1)


first = Node("first")
_second = Node("second")
loop = asyncio.new_event_loop()
task = loop.create_task(work())
loop.run_until_complete(main())
print("end")
