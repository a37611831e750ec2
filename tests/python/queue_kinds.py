import asyncio
async def main():
    l, p = asyncio.LifoQueue(), asyncio.PriorityQueue()
    for x in (3, 1, 2):
        await l.put(x)
        await p.put((x, "job"))
    print([await l.get() for _ in range(3)], [await p.get() for _ in range(3)])
asyncio.run(main())
