# /// lesson
# id = "gather"
# title = "gather: all together, answers in order"
# part = "Together"
# order = 201
# minutes = 5
# goals = [
#     "`asyncio.gather` starts everything, then waits for all of it",
#     "Results come in the order of the call, not in the order in which they were ready",
# ]
# [glossary]
# "gather" = "asyncio's way to run several coroutines as tasks and to wait for all their results"
# ///
#: ## Three questions, one waiting room
#: Three shops are asked for a price. Each answers after another time. [[gather]] makes a task of each coroutine and waits for all of them.
import asyncio


async def ask(shop: str, seconds: float) -> str:
    await asyncio.sleep(seconds)
    print(shop, "answers")
    return f"{shop}: {int(seconds * 100)} euros"


async def main() -> None:
    prices = await asyncio.gather(
        ask("north", 0.3),
        ask("south", 0.1),
        ask("east", 0.2),
    )
    print(prices[0])
    print(prices[1])
    print(prices[2])


asyncio.run(main())

#? `south` answers first. What does `prices[0]` hold?
#? predict line(4)
#? - "south: 10 euros": That would be the order of arrival. `gather` keeps a place for each coroutine, in the order of the call.
#? - "north: 30 euros"
#? - "east: 20 euros": East is the second to answer and the third in the call. It is first in neither order.
#? You need no sorting afterwards: the first result belongs to the first argument.

#: @ when Task-1 waits
#: @ highlight Task-2, Task-3, Task-4
#: @ holds ready == ["Task-2", "Task-3", "Task-4"]
#: ### Three tasks in line
#: `gather` made {{len(ready)}} tasks and put them into the ready queue. `main` waits for the whole group.

#: @ when "south answers" is printed
#: @ highlight Task-3
#: @ holds now == 0.1 and state("Task-1") == "waiting"
#: ### The first answer
#: At {{now}} s the second coroutine is done. Its result goes to the second place. `main` is {{state("Task-1")}}.

#: @ when Task-2 is done
#: @ holds now == 0.3
#: ### The last answer
#: At {{now}} s the slowest is done, too. Only now `main` goes on, with all three results at once.

#: @ end
#: @ holds finished == ["Task-3", "Task-4", "Task-2"] and speed_up == 2
#: ### What was won
#: One after another the waits would take {{serial_total}} s. Together they took {{total}} s: {{speed_up}} times as fast.
#: The tasks ended in the order {{finished}}. The results stand in the order of the call.

#! check total <= 0.3: All three are asked together
#! check in_order("north: 30", "south: 10", "east: 20"): The prices stand in the order of the call

#= exercise from-a-list: Ask a list of shops
#: Now the shops come as a list. Ask all of them together. Print one line for each, in the order of the list.
#! check total <= 0.4: All are asked together
#! hint `asyncio.gather` wants coroutines as separate arguments. A star unpacks them: `gather(*(ask(...) for ...))`.
#! check in_order("a: 20", "b: 40", "c: 10", "d: 30"): The lines keep the order of the list
#! hint Do not print where an answer arrives. Print the list that `gather` gives you.
#= start
#| import asyncio
#|
#| SHOPS = [("a", 0.2), ("b", 0.4), ("c", 0.1), ("d", 0.3)]
#|
#|
#| async def ask(shop: str, seconds: float) -> str:
#|     await asyncio.sleep(seconds)
#|     return f"{shop}: {int(seconds * 100)} euros"
#|
#|
#| async def main() -> None:
#|     for shop, seconds in SHOPS:
#|         print(await ask(shop, seconds))
#|
#|
#| asyncio.run(main())
#= solution
#| import asyncio
#|
#| SHOPS = [("a", 0.2), ("b", 0.4), ("c", 0.1), ("d", 0.3)]
#|
#|
#| async def ask(shop: str, seconds: float) -> str:
#|     await asyncio.sleep(seconds)
#|     return f"{shop}: {int(seconds * 100)} euros"
#|
#|
#| async def main() -> None:
#|     for price in await asyncio.gather(*(ask(shop, seconds) for shop, seconds in SHOPS)):
#|         print(price)
#|
#|
#| asyncio.run(main())
#= wrong: Quick, but the lines stand in the order of arrival.
#| import asyncio
#|
#| SHOPS = [("a", 0.2), ("b", 0.4), ("c", 0.1), ("d", 0.3)]
#|
#|
#| async def ask(shop: str, seconds: float) -> None:
#|     await asyncio.sleep(seconds)
#|     print(f"{shop}: {int(seconds * 100)} euros")
#|
#|
#| async def main() -> None:
#|     await asyncio.gather(*(ask(shop, seconds) for shop, seconds in SHOPS))
#|
#|
#| asyncio.run(main())
