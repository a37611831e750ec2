"""An ended coroutine of asyncio's own holds nothing, the traceback that went through it holds its frame; and a task that waits for a thread
is no more held than others: both end with the rings they are in."""
import asyncio
import gc
import time
import weakref


class Thing:
    pass


def watch(name):
    thing = Thing()
    weakref.finalize(thing, print, name, "has ended")
    return thing


async def fails(name):
    thing = watch(name)
    await asyncio.sleep(1)
    raise ValueError(name, bool(thing))


async def late(name):
    await asyncio.sleep(2)
    raise KeyError(name)


async def one_by_one():
    for next_one in asyncio.as_completed([fails("first"), late("late")]):
        try:
            await next_one
        except ValueError as e:
            print("came", e)
            break
    await asyncio.sleep(2)
    return next_one


async def waits_for_a_thread():
    thing = watch("who waits for a thread")
    await asyncio.gather(*(asyncio.to_thread(time.sleep, 100) for _ in range(3)))
    return thing


async def is_left():
    try:
        await asyncio.sleep(10)
    finally:
        asyncio.create_task(waits_for_a_thread())
        for _ in range(3):
            await asyncio.sleep(0)


async def main():
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: print(context["message"], repr(context.get("exception"))))
    kept = await asyncio.create_task(one_by_one())
    gc.collect()
    print("collected", type(kept).__name__)
    task = asyncio.create_task(is_left())
    await asyncio.sleep(0)
    raise RuntimeError(task.done())


try:
    asyncio.run(main())
except RuntimeError as e:
    print("ended by", e)
gc.collect()
print("end")
