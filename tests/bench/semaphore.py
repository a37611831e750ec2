import asyncio


async def worker(sem):
    async with sem:
        await asyncio.sleep(0.01)


async def main():
    sem = asyncio.Semaphore(100)
    await asyncio.gather(*(worker(sem) for _ in range(50_000)))


asyncio.run(main())
