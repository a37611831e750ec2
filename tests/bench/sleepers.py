import asyncio


async def sleeper(n):
    for i in range(10):
        await asyncio.sleep((n * 7 + i * 13) % 997 / 1000)


async def main():
    await asyncio.gather(*(sleeper(n) for n in range(20_000)))


asyncio.run(main())
