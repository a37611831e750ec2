"""The callback is called too early, its result is given: None. The loop tells when it is to be called."""
import asyncio


async def work():
    return 1


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: print(loop.time(), context["message"], context["handle"], repr(context["exception"])))
    task = asyncio.create_task(work())
    task.add_done_callback(print("done"))
    task.add_done_callback(7)
    print(task)
    print(await task)
    print(loop.call_soon(None))
    loop.call_later(1, print("x"))
    loop.call_later(2, 5)
    await asyncio.sleep(3)


asyncio.run(main())
