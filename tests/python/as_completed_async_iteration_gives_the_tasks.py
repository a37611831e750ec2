import asyncio
async def w(n, d):
    await asyncio.sleep(d)
    return n
async def main():
    tasks = [asyncio.create_task(w("c", 0.3)), asyncio.create_task(w("a", 0.1)), asyncio.create_task(w("b", 0.2))]
    async for t in asyncio.as_completed(tasks):
        print(tasks.index(t), await t)
asyncio.run(main())
