"""Whether a step is measured is decided before it begins."""
import asyncio
import time


async def main():
    await asyncio.create_task(measured())


async def measured():
    loop = asyncio.get_running_loop()
    loop.set_debug(True)
    time.sleep(0.2)
    await asyncio.sleep(1)
    time.sleep(0.3)
    loop.set_debug(False)
    await asyncio.sleep(1)
    time.sleep(0.4)


asyncio.run(main())
