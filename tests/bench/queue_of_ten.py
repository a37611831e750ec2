import asyncio


async def producer(queue):
    for i in range(100_000):
        await queue.put(i)
    await queue.put(None)


async def consumer(queue):
    total = 0
    while (item := await queue.get()) is not None:
        total += item
    return total


async def main():
    queue = asyncio.Queue(10)
    _, total = await asyncio.gather(producer(queue), consumer(queue))
    print(total)


asyncio.run(main())
