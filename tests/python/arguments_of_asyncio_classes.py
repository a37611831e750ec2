"""What asyncio's classes say of arguments they don't have."""
import asyncio


async def work():
    pass


async def main():
    coro = work()
    for call in (lambda: asyncio.Task(), lambda: asyncio.Task(nam="x"), lambda: asyncio.Task(coro, None), lambda: asyncio.Task(coro, nam="x"),
                 lambda: asyncio.Task(1), lambda: asyncio.Future(1), lambda: asyncio.Future(lop=1), lambda: asyncio.Lock(loop=1),
                 lambda: asyncio.Queue(max_size=1), lambda: asyncio.Semaphore(valu=1), lambda: asyncio.BoundedSemaphore(valu=1),
                 lambda: asyncio.BoundedSemaphore(-1), lambda: asyncio.Barrier(partis=1), lambda: asyncio.Condition(lok=1)):
        try:
            call()
        except (TypeError, ValueError) as e:
            print(type(e).__name__, e)
    coro.close()


asyncio.run(main())
