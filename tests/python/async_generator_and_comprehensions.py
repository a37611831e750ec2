import asyncio
async def count(n):
    for i in range(n):
        await asyncio.sleep(0.1)
        yield i
async def main():
    async for i in count(3):
        print(i)
    else:
        print("else")
    print([i async for i in count(4) if i % 2], {i: i * i async for i in count(3)}, {i async for i in count(2)})
    print([await asyncio.sleep(0.1, i) for i in range(3)])
    g = (i + 1 async for i in count(3))
    print(await anext(g), [x async for x in g])
    print(sum([x async for x in count(3)]))
asyncio.run(main())
