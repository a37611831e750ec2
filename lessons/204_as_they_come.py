# /// lesson
# id = "as-they-come"
# title = "Results as they come"
# part = "Together"
# order = 204
# minutes = 6
# goals = [
#     "`asyncio.as_completed` gives results in the order in which they are ready",
#     "It has two forms: `for` gives waits, `async for` gives the tasks themselves",
# ]
# [glossary]
# "as_completed" = "asyncio's way to handle each result at the moment it is there"
# ///
#: ## Do not wait for the slowest
#: `gather` shows nothing until everything is there. [[as_completed]] hands out each result the moment it is ready: for a progress bar, or
#: to stop early.
import asyncio


async def photo(name: str, seconds: float) -> str:
    await asyncio.sleep(seconds)
    return name


async def main() -> None:
    tasks = [asyncio.create_task(photo(name, seconds)) for name, seconds in (("lake", 0.4), ("cat", 0.1), ("moon", 0.2))]
    #{showing
    for number, ready in enumerate(asyncio.as_completed(tasks), start=1):
        print(number, await ready)
        #}
    print("album complete")


asyncio.run(main())

#? Which line is printed first?
#? predict line(1)
#? - "1 lake": The lake is first in the list, but it takes longest. `as_completed` follows the clock, not the list.
#? - "1 cat"
#? - "album complete": The loop has to end first, and it waits for three results.
#? The first to be ready comes first.

#: @ when Task-1 waits
#: ### Three photos are on their way
#: `main` waits, but not for a certain one: it waits for *whichever comes next*.

#: @ when "1 cat" is printed
#: @ holds now == 0.1 and state("Task-2") == "waiting"
#: ### One is there
#: At {{now}} s the cat can be shown. The lake is still {{state("Task-2")}}.

#: @ when "3 lake" is printed
#: @ holds now == 0.4 and in_order("1 cat", "2 moon", "3 lake")
#: ### All are there
#: At {{now}} s. It took as long as `gather` would. But the first photo was on the screen {{round(time("lake") - time("cat"), 1)}} s
#: earlier.

#= variant tasks: With async for
#| async for task in asyncio.as_completed(tasks):
#|     print(tasks.index(task), await task)

#: @ variant tasks
#: @ end
#: @ holds tasks.line(1) == "1 cat" and tasks.line(3) == "0 lake"
#: ### The other form: `async for`
#: The plain `for` gives you something to await, and you cannot tell which task it is. Since Python 3.13 `async for` gives the *tasks you
#: made*.
#: So you can find out whose result it is: the variant prints each task's place in the list: **{{tasks.line(1)}}**, **{{tasks.line(2)}}**,
#: **{{tasks.line(3)}}**.

#! check in_order("cat", "moon", "lake"): The photos are shown as they come

#= exercise two-are-enough: Two are enough
#: Two photos are enough for the cover. Show the first two, cancel what is left, and end at once.
#! check total <= 0.2: The program does not wait for the slowest photo
#! hint Count the results and `break` when there are two.
#! check lines == 3 and line(-1) == "cover complete": Two photos and `cover complete`
#! check cancelled == 1 and left == 0: The third photo is cancelled before `main` ends
#! hint `task.cancel()` only asks. Await the task afterwards, so that it can end: `await asyncio.gather(*tasks, return_exceptions=True)`.
#= start
#| for number, ready in enumerate(asyncio.as_completed(tasks), start=1):
#|     print(number, await ready)
#| print("cover complete")
#| return
#= solution
#| for number, ready in enumerate(asyncio.as_completed(tasks), start=1):
#|     print(number, await ready)
#|     if number == 2:
#|         break
#| for task in tasks:
#|     task.cancel()
#| await asyncio.gather(*tasks, return_exceptions=True)
#| print("cover complete")
#| return
#= wrong: Quick, but the third photo is left to its fate.
#| for number, ready in enumerate(asyncio.as_completed(tasks), start=1):
#|     print(number, await ready)
#|     if number == 2:
#|         break
#| print("cover complete")
#| return
