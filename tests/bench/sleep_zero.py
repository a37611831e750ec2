import asyncio


async def spinner():
    for _ in range(1_000):
        await asyncio.sleep(0)


async def main():
    await asyncio.gather(*(spinner() for _ in range(500)))


asyncio.run(main())
