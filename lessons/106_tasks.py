# /// lesson
# id = "tasks"
# title = "Tasks: start now, wait later"
# part = "Waiting"
# order = 106
# minutes = 6
# goals = [
#     "`create_task` puts a coroutine into the ready queue and goes on at once",
#     "`await task` waits for it and gives its result",
#     "A task that is done stays done: awaiting it again costs nothing",
# ]
# [glossary]
# "future" = "a box for a result that is not there yet. A task is a future whose result its coroutine makes"
# ///
#: ## Two helpers at the sink
#: `await wash(...)` does the work here and now. `asyncio.create_task(wash(...))` gives it to a helper: a [[task]].
import asyncio


async def wash(what: str, seconds: float) -> str:
    print("begin", what)
    await asyncio.sleep(seconds)
    print("clean", what)
    return what


async def main() -> None:
    #{work
    plates = asyncio.create_task(wash("plates", 0.3), name="plates")
    glasses = asyncio.create_task(wash("glasses", 0.2), name="glasses")
    print("both are told")
    first = await plates
    second = await glasses
    print("done:", first, second)
    #}


asyncio.run(main())

#? Which line is printed first?
#? predict line(1)
#? - "begin plates": `create_task` does not run anything. It puts the task into the ready queue. `main` keeps the turn until it awaits.
#? - "both are told"
#? - "clean glasses": The glasses are clean first, but something is printed before that.

#: @ line "both are told"
#: @ highlight plates, glasses
#: @ holds state("plates") == "ready" and state("glasses") == "ready" and len(printed) == 0
#: ### Told, not begun
#: Two tasks are made. Both are {{state("plates")}}: they stand in the ready queue.

#: @ when Task-1 waits
#: @ highlight "await plates"
#: @ holds waits_for("Task-1") == "plates"
#: ### `main` gives the turn away
#: Now `main` waits for the task `plates`. A task is a [[future]]: a box into which the result will be put. The helpers may begin.

#: @ when glasses waits
#: @ holds peak("wash") == 2
#: ### Both are at it
#: It is {{now}} s, and both wait for their water.

#: @ when glasses is done
#: @ holds now == 0.2 and waits_for("Task-1") == "plates"
#: ### The glasses are clean
#: At {{now}} s. `main` does not notice: it waits for the plates. The result lies in the box and keeps.

#: @ when plates is done
#: @ holds now == 0.3
#: ### The plates are clean
#: At {{now}} s `main` becomes ready again. Its next line, `await glasses`, finds the box full and goes on at once.

#: @ end
#: ### {{total}} s for both
#: Started together, awaited one after the other. The order of *starting* counts, not the order of awaiting.

#= variant awaited: Await without tasks
#| first = await wash("plates", 0.3)
#| second = await wash("glasses", 0.2)
#| print("done:", first, second)

#: @ variant awaited
#: @ end
#: @ compare main
#: @ holds awaited.total == 0.5 and awaited.tasks == 1
#: ### Without tasks
#: Two plain awaits need {{awaited.total}} s. The second coroutine does not begin before the first has ended.

#! check total <= 0.3: Both are washed at the same time

#= exercise three-helpers: A third helper
#: The pans need 0.4 s. Wash all three at the same time, and print `done: plates glasses pans` at the end.
#! check total <= 0.4: It takes as long as the pans alone
#! hint Make all three tasks first. Await them afterwards.
#! check line(-1) == "done: plates glasses pans": The last line names all three
#= start
#| plates = asyncio.create_task(wash("plates", 0.3), name="plates")
#| glasses = asyncio.create_task(wash("glasses", 0.2), name="glasses")
#| first = await plates
#| second = await glasses
#| third = await wash("pans", 0.4)
#| print("done:", first, second)
#= solution
#| plates = asyncio.create_task(wash("plates", 0.3), name="plates")
#| glasses = asyncio.create_task(wash("glasses", 0.2), name="glasses")
#| pans = asyncio.create_task(wash("pans", 0.4), name="pans")
#| print("done:", await plates, await glasses, await pans)
#= solution
#| plates = asyncio.create_task(wash("plates", 0.3), name="plates")
#| glasses = asyncio.create_task(wash("glasses", 0.2), name="glasses")
#| third = await wash("pans", 0.4)
#| print("done:", await plates, await glasses, third)
#= wrong: Each task is awaited before the next one is made. That is the old way with more words.
#| first = await asyncio.create_task(wash("plates", 0.3))
#| second = await asyncio.create_task(wash("glasses", 0.2))
#| third = await asyncio.create_task(wash("pans", 0.4))
#| print("done:", first, second, third)
