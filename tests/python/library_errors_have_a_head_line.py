# The head line of a traceback is shown though all its frames are asyncio's.
import asyncio


async def main():
    await asyncio.wait_for(asyncio.sleep(5), 1)


asyncio.run(main())
