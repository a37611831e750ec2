import asyncio
async def producer(q, n):
    for i in range(n):
        await q.put(i)
        await asyncio.sleep(0.01)
    await q.put(None)
async def consumer(q, out):
    while (item := await q.get()) is not None:
        await asyncio.sleep(0.05)
        out.append(item)
    await q.put(None)
async def main():
    q, out = asyncio.Queue(maxsize=3), []
    await asyncio.gather(producer(q, 10), *(consumer(q, out) for _ in range(3)))
    print(out, asyncio.get_running_loop().time())
asyncio.run(main())
