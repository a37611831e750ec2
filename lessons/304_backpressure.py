# /// lesson
# id = "backpressure"
# title = "When the producer is faster"
# part = "Limits"
# order = 304
# minutes = 6
# goals = [
#     "A queue without a bound hides that you are too slow",
#     "`maxsize` makes the producer wait: backpressure",
#     "`join` waits until everything is worked off",
# ]
# [glossary]
# "producer" = "a task that puts things into a queue"
# "consumer" = "a task that takes things out of a queue"
# "backpressure" = "the slow side makes the fast side wait, so that nothing piles up between them"
# ///
#: ## Orders faster than meals
#: The [[producer]] takes an order every 0.1 s. The [[consumer]] needs 0.3 s for a meal. Twelve orders come.
import asyncio


async def take_orders(rail: asyncio.Queue[int]) -> None:
    for order in range(12):
        await asyncio.sleep(0.1)
        await rail.put(order)
        longest.append(rail.qsize())
    print("all taken")


async def cook(rail: asyncio.Queue[int]) -> None:
    while True:
        await rail.get()
        await asyncio.sleep(0.3)
        rail.task_done()


longest: list[int] = []


async def main() -> None:
    rail: asyncio.Queue[int] = asyncio.Queue()  #{rail}
    cooking = asyncio.create_task(cook(rail), name="cook")
    await take_orders(rail)
    await rail.join()
    print("longest line:", max(longest))
    cooking.cancel()
    await asyncio.gather(cooking, return_exceptions=True)


asyncio.run(main())

#? The rail has no bound. How long does the line of waiting orders get?
#? predict line(2)
#? - "longest line: 2": It would be short if the producer waited for the cook. It does not.
#? - "longest line: 8"
#? - "longest line: 12": The cook works meanwhile and takes some away.
#? Three orders come while one meal is cooked. The line grows by two each time.

#: @ when "all taken" is printed
#: @ holds now == 1.2
#: ### The producer is done
#: At {{now}} s all orders are taken, and the producer is happy. Most of them have not been cooked. The memory holds them.

#: @ end
#: @ holds total == 3.7 and line(2) == "longest line: 8"
#: ### The truth comes late
#: `join` waits until `task_done` was said for each entry: {{total}} s. With a million orders the rail would hold most of a million.

#= variant bounded: Room for two
#| rail: asyncio.Queue[int] = asyncio.Queue(maxsize=2)

#: @ variant bounded
#: @ when Task-1 waits for "Queue"
#: @ highlight "await rail.put(order)"
#: ### Room for two
#: With `maxsize=2` the third order finds the rail full. Now `put` waits, and so the producer does. This is [[backpressure]].

#: @ variant bounded
#: @ end
#: @ compare main
#: @ holds bounded.total == main.total and bounded.line(2) == "longest line: 2" and bounded.time("all taken") > 2
#: ### As quick as before
#: It takes {{bounded.total}} s, as before, because the cook is the bottleneck. But the line is short, and the producer *knows* how it
#: goes: it is done
#: at {{bounded.time("all taken")}} s instead of {{main.time("all taken")}} s.

#! check left == 0: The cook is sent home

#= exercise faster: Keep up
#: Keep the rail at `maxsize=2`, but make the kitchen fast enough: everything cooked within 1.6 s. More cooks are allowed.
#! check total <= 1.6: Everything is cooked in time
#! hint One cook needs 0.3 s for a meal, and orders come every 0.1 s. How many cooks does that take?
#! check uses("maxsize=2"): The rail has room for two
#! check left == 0: All cooks are sent home
#! hint Keep the tasks of all cooks in a list, cancel them all, gather them all.
#= start
#| rail: asyncio.Queue[int] = asyncio.Queue(maxsize=2)
#= solution
#| rail: asyncio.Queue[int] = asyncio.Queue(maxsize=2)
#| cooks = [asyncio.create_task(cook(rail)) for _ in range(3)]
#| await take_orders(rail)
#| await rail.join()
#| for each in cooks:
#|     each.cancel()
#| await asyncio.gather(*cooks, return_exceptions=True)
#| return
#= wrong: Fast enough, but without a bound, and the cooks are never sent home.
#| rail: asyncio.Queue[int] = asyncio.Queue()
#| cooks = [asyncio.create_task(cook(rail)) for _ in range(3)]
#| await take_orders(rail)
#| await rail.join()
#| return
