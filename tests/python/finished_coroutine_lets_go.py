# A coroutine of asyncio's own that has ended holds nothing any more, though a variable still names it: what it held goes when the
# last traceback that passed through it goes.
import asyncio
import weakref


class Item:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print(f"  {self.name} is gone")


async def fails(name, delay):
    await asyncio.sleep(delay)
    raise ValueError(name)


async def quick():
    pass


def told(loop, context):
    print(f"{loop.time():.1f}", context["message"], repr(context.get("exception")))


async def left_as_completed():
    try:
        async with asyncio.timeout(0.2):
            for next_one in asyncio.as_completed([fails("first", 1), fails("second", 1), quick()]):
                await next_one
    except TimeoutError:
        print("left after", asyncio.get_running_loop().time())
    await asyncio.sleep(2)
    print("next_one still here:", next_one.__name__)


async def kept_error():
    queue = asyncio.Queue()
    get = queue.get()
    alive = weakref.ref(queue)
    del queue
    try:
        await asyncio.wait_for(get, 0.1)
    except TimeoutError as e:
        kept = e
    print("queue held by the error:", alive() is not None)
    kept.__traceback__ = None
    kept = None
    print("queue held by the coroutine:", alive() is not None)


async def thrown_into():
    queue = asyncio.Queue(maxsize=1)
    queue.put_nowait(Item("in the queue"))
    put = queue.put(Item("waiting"))
    del queue
    try:
        put.throw(KeyError("early"))
    except KeyError as e:
        print("thrown", repr(e))
    print("after the error")
    put = None


async def results():
    sleeping = asyncio.sleep(0.1, Item("result"))
    print("slept:", (await sleeping).name)
    print("after sleeping")
    slept_not = asyncio.sleep(5, Item("never given"))
    task = asyncio.ensure_future(slept_not)
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError as e:
        print("cancelled", repr(e))
    print("after cancelling", slept_not.__name__)


async def main():
    asyncio.get_running_loop().set_exception_handler(told)
    for step in (left_as_completed, kept_error, thrown_into, results):
        print(step.__name__)
        await step()


asyncio.run(main())
