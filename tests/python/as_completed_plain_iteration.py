import asyncio
async def w(n, d):
    await asyncio.sleep(d)
    return n
async def main():
    for c in asyncio.as_completed([w("c", 0.3), w("a", 0.1), w("b", 0.2)]):
        print(await c, asyncio.get_running_loop().time())
asyncio.run(main())
