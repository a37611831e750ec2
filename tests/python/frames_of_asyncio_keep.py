# A traceback holds the frames of asyncio's own functions, too, and these hold what their variables name: rings that live until the end.
import asyncio


async def late():
    await asyncio.wait_for(asyncio.sleep(1), 0.1)        # TimeoutError -> Timeout.__aexit__'s self -> the task -> TimeoutError


async def at_once():
    raise ValueError("nobody asks")                      # no ring: told when the task is dropped


async def numbers(name):
    try:
        yield 1
        yield 2
    finally:
        print(name, "closed")


async def begin_and_fail():
    generator = numbers("in a frame that the error of wait_for holds")
    await anext(generator)
    await asyncio.create_task(late())


async def as_they_come(tasks):
    try:
        async with asyncio.timeout(0.1):
            async for task in asyncio.as_completed(tasks):
                print("came", task.exception() if task.exception() else task.result())
    except TimeoutError as e:
        return e                                         # holds the iterator's frames: its queue with what has come


async def main():
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: print(context["message"], repr(context.get("exception"))))
    for work in (at_once, late, begin_and_fail):
        task = asyncio.create_task(work())
        await asyncio.sleep(0.3)
        print(work.__name__, "is over:", task.done())
        del task
    error = await as_they_come([asyncio.create_task(asyncio.sleep(1))])
    print(repr(error))
    waiting = [asyncio.create_task(begin_and_fail()), asyncio.create_task(asyncio.sleep(5))]
    await asyncio.sleep(0)
    print("end", len(waiting))


asyncio.run(main())
print("after")
