import asyncio
async def gather_limited(n, *coros):
    sem = asyncio.Semaphore(n)
    async def run(c):
        async with sem: return await c
    return await asyncio.gather(*(run(c) for c in coros))
async def job(i): await asyncio.sleep(0.1 * (i % 3 + 1)); return i
async def main():
    print(await gather_limited(2, *(job(i) for i in range(6))), round(asyncio.get_running_loop().time(), 3))
asyncio.run(main())
