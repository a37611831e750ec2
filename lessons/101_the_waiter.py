# /// lesson
# id = "the-waiter"
# title = "The waiter and the kitchen"
# part = "Waiting"
# order = 101
# minutes = 6
# goals = [
#     "Waiting for several things at once takes as long as the longest of them",
#     "`await` is the moment at which others get their turn",
# ]
# [glossary]
# "await" = "to pause here until something is done, and to let others run meanwhile"
# "concurrent" = "under way during the same stretch of time. The work of several overlaps, even if only one moves at any instant"
# "virtual time" = "the clock of the simulated run. It jumps over waits, so that a long wait costs you nothing"
# ///
#: ## One waiter, three tables
#: This program is a small restaurant. There is one waiter: your program. There is one kitchen: everything your program
#: waits for, such as a web service. Here `asyncio.sleep` plays the kitchen.
#:
#: Each table orders one dish. `window` takes 0.3 s to cook, `corner` 0.2 s, `garden` 0.4 s. The kitchen has room for all of them.
#: The times are [[virtual time]].
import asyncio

ORDERS = [("window", 0.3), ("corner", 0.2), ("garden", 0.4)]  #{orders}


async def serve(table: str, cooking: float) -> str:
    print(f"{table}: order taken")
    await asyncio.sleep(cooking)
    print(f"{table}: served")
    return table


async def stand_and_watch() -> None:
    for table, cooking in ORDERS:
        await serve(table, cooking)


async def walk_on() -> None:
    await asyncio.gather(*(serve(table, cooking) for table, cooking in ORDERS))


asyncio.run(walk_on())  #{plan}

#? The waiter follows the plan `walk_on`. When has the last table been served?
#? predict total
#? - 0.9: You added the three times up. That is right only for a waiter who stands in the kitchen until each dish is done.
#? - 0.4
#? - 0.2: The first dish is ready then. But `gather` waits until every table has its dish.
#? One waiter, three dishes, and it takes only as long as the slowest dish.

#: @ when "window: order taken" is printed
#: @ highlight "order taken"
#: ### The first order
#: The waiter is at the first table. He writes the order down and takes it to the kitchen.

#: @ when Task-2 waits
#: @ highlight Task-2, "await asyncio.sleep(cooking)"
#: @ holds now == 0
#: @ holds waits_for("Task-2") == "sleep 0.3"
#: ### He turns away
#: This is [[await]]. The dish is not ready, so the waiter does not stand there. He is free for the next table.
#: No time has passed: the clock shows {{now}} s.

#: @ when Task-4 waits
#: @ highlight Task-2, Task-3, Task-4
#: @ holds now == 0 and peak("await asyncio.sleep") == 3
#: ### Three dishes cook
#: Still {{now}} s, and all three dishes are in the kitchen. They are [[concurrent]]: their times overlap.

#: @ when "corner: served" is printed
#: @ highlight Task-3
#: @ holds now == 0.2 and in_order("corner: served", "window: served", "garden: served")
#: ### The quickest dish comes first
#: At {{now}} s a dish is ready. It belongs to the second table. The waiter serves in the order in which the kitchen is done.

#: @ end
#: ### {{total}} seconds
#: Nobody cooked faster. The waiter only stopped standing around.

#: @ variant standing
#: @ end
#: @ compare main
#: @ holds standing.total == 0.9 and standing.peak("await asyncio.sleep") == 1
#: ### The other waiter
#: Here is the plan `stand_and_watch`. Each dish is awaited before the next table is even asked. Now it takes {{standing.total}} s:
#: 0.3 + 0.2 + 0.4. Both plans call the same `serve`. What differs is when they wait.

#= variant standing: The waiter who stands and watches
#= in plan
#| asyncio.run(stand_and_watch())

#! check total <= 0.4: All tables are served within 0.4 s

#= exercise full-house: A full house
#: Six tables came tonight, and the waiter stands and watches again. Let all six be served within 0.4 s.
#: You need not touch the orders.
#! check total <= 0.4: The evening takes no longer than the slowest dish
#! hint Which of the two plans takes an order while dishes cook? Look at the last line.
#! check count("served") == 6: Every table gets its dish
#! hint All six orders have to stay in the list.
#= start
#= in orders
#| ORDERS = [("window", 0.3), ("corner", 0.2), ("garden", 0.4), ("bar", 0.1), ("door", 0.2), ("stairs", 0.4)]
#= in plan
#| asyncio.run(stand_and_watch())
#= solution
#= in orders
#| ORDERS = [("window", 0.3), ("corner", 0.2), ("garden", 0.4), ("bar", 0.1), ("door", 0.2), ("stairs", 0.4)]
#= in plan
#| asyncio.run(walk_on())
#= wrong: It is quick, because three guests went home hungry.
#= in orders
#| ORDERS = [("window", 0.3), ("corner", 0.2), ("garden", 0.4)]
#= in plan
#| asyncio.run(walk_on())
