import asyncio
async def main():
    sem = asyncio.Semaphore(1)
    async def waiter(n):
        async with sem:
            print("waiter", n)
    await sem.acquire()
    ts = [asyncio.create_task(waiter(i)) for i in range(3)]
    await asyncio.sleep(0)
    sem.release()
    print("locked", sem.locked())
    await sem.acquire()
    print("main again")
    sem.release()
    await asyncio.gather(*ts)
asyncio.run(main())
