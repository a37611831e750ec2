import asyncio
async def eat(i, forks):
    a, b = sorted((i, (i + 1) % 5))
    async with forks[a], forks[b]:
        print(i, "eats", round(asyncio.get_running_loop().time(), 2))
        await asyncio.sleep(0.1)
async def main():
    forks = [asyncio.Lock() for _ in range(5)]
    await asyncio.gather(*(eat(i, forks) for i in range(5)))
asyncio.run(main())
