# /// lesson
# id = "at-most-three"
# title = "At most three at once"
# order = 30
# goals = ["a semaphore bounds how many are inside", "those who wait stand in line and keep their order"]
# ///
#: Nine calls, but the service allows three at a time. Look at the lanes: who waits for the semaphore, and who lets them in?
import asyncio


async def call(gate: asyncio.Semaphore, number: int) -> int:
    async with gate:
        await asyncio.sleep(0.1 + 0.05 * (number % 3))
        return number


async def main() -> None:
    gate = asyncio.Semaphore(3)
    print(await asyncio.gather(*(call(gate, n) for n in range(9))))


asyncio.run(main())
#! check total <= 0.6
