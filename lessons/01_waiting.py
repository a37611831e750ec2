# /// lesson
# id = "waiting"
# title = "Waiting without standing still"
# order = 10
# goals = ["`await` lets others run while one waits", "three waits at once take as long as the longest"]
# ///
#: A waiter takes an order, hands it to the kitchen, and goes to the next table. He does not stand and watch the cook.
#: `await` is the moment he turns away.
import asyncio


async def serve(table: int, minutes: float) -> str:
    print(f"table {table}: order taken")
    await asyncio.sleep(minutes)
    print(f"table {table}: served")
    return f"meal {table}"


async def main() -> None:
    #? predict total = 0.1 | 0.3 | 0.6
    meals = await asyncio.gather(serve(1, 0.3), serve(2, 0.1), serve(3, 0.2))
    print(meals)


asyncio.run(main())
#! check total <= 0.3
