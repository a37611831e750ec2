"""A KeyboardInterrupt leaves the loop from within a task's step, and its traceback holds the frames of the loop: the task is told at the end."""
import asyncio


async def waits(future):
    await asyncio.sleep(1)
    print("interrupting")
    raise KeyboardInterrupt


async def main():
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: print(context["message"], context["future"].get_name()))
    future = asyncio.get_running_loop().create_future()
    asyncio.create_task(waits(future))
    try:
        await future
    finally:
        print("main ends")


asyncio.run(main())
