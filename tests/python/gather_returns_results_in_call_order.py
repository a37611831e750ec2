import asyncio
async def work(n, d):
    await asyncio.sleep(d)
    return n
async def main():
    print(await asyncio.gather(work("a", 0.3), work("b", 0.1), work("c", 0.2)))
asyncio.run(main())
