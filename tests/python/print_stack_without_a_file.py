"""Task.print_stack() without a file: what is around the frames goes to stdout, the frames to stderr."""
import asyncio


async def waits():
    await asyncio.sleep(1)


async def fails():
    await asyncio.sleep(0)
    raise ValueError("no")


async def main():
    waiting, failing = asyncio.create_task(waits()), asyncio.create_task(fails())
    await asyncio.sleep(0.1)
    print("here")
    waiting.print_stack()
    failing.print_stack()
    await waiting
    waiting.print_stack()


asyncio.run(main())
