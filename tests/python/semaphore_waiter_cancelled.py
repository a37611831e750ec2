import asyncio
async def main():
    sem = asyncio.Semaphore(1)
    await sem.acquire()
    async def waiter(n):
        async with sem:
            print("got it", n)
    a, b = asyncio.create_task(waiter("a")), asyncio.create_task(waiter("b"))
    await asyncio.sleep(0)
    sem.release()
    a.cancel()
    await asyncio.wait([a, b])
    print(a.cancelled(), b.done(), sem._value)
asyncio.run(main())
