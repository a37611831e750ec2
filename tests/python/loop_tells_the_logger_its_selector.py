import asyncio
import inspect
import logging

logging.basicConfig(level=logging.DEBUG, format="%(levelname)s:%(name)s:%(message)s")


async def main():
    logging.info("inside %r", asyncio.get_running_loop())
    await asyncio.sleep(0.1)


asyncio.run(main())
loop = asyncio.new_event_loop()
print(loop, inspect.iscoroutinefunction(asyncio.sleep), inspect.iscoroutinefunction(print))
loop.close()
