"""What asyncio says of odd arguments: Future(3), a timeout that is no number, a Condition's lock, futures of another loop, bound methods in reprs."""
import asyncio
from decimal import Decimal


class Worker:
    def tick(self):
        pass


async def made():
    return asyncio.get_running_loop().create_future()

other = asyncio.run(made())


async def main():
    loop = asyncio.get_running_loop()
    for attempt in (lambda: asyncio.Future(3), lambda: asyncio.timeout("x"), lambda: asyncio.timeout(Decimal(1)), lambda: asyncio.Condition(lock=3),
                    lambda: asyncio.gather(other, asyncio.sleep(0))):
        try:
            attempt()
        except (TypeError, AttributeError, RuntimeError) as e:
            print(type(e).__name__, e)
    timer = loop.call_later(5, Worker().tick)
    print(timer)
    future = loop.create_future()
    future.add_done_callback(Worker().tick)
    print(future)

asyncio.run(main())
