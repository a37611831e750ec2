# /// lesson
# id = "which-one"
# title = "gather, TaskGroup, wait or as_completed?"
# part = "Together"
# order = 208
# minutes = 6
# goals = ["You can choose the right tool by three questions"]
# [glossary]
# "combinator" = "a tool that brings several waits together: gather, TaskGroup, wait, as_completed"
# ///
#: ## One job, four tools
#: Three mirrors hold the same file. One is slow, one fails. The four [[combinator|combinators]] behave differently. This program uses
#: `gather`.
import asyncio


async def mirror(name: str, seconds: float) -> str:
    await asyncio.sleep(seconds)
    if name == "bad":
        raise OSError("no route")
    return name


def start() -> list[asyncio.Task[str]]:
    return [asyncio.create_task(mirror(n, s), name=n) for n, s in (("slow", 0.5), ("bad", 0.1), ("good", 0.2))]


async def main() -> None:
    #{using
    tasks = start()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    print(len(results), "results")
    #}


asyncio.run(main())

#? You need *one* good copy as soon as possible. Which is the earliest moment at which the program can have it?
#? predict ends("good")
#? - 0.1: Something ends then, but it is the bad mirror.
#? - 0.2
#? - 0.5: That is how long `gather` waits, because it waits for everybody.
#? `gather` gives you the good copy only at the very end.

#: @ end
#: @ holds total == 0.5 and line(1) == "3 results"
#: ### gather
#: Waits for all: {{total}} s. Use it when you want *every* result in the order you asked. With `return_exceptions=True` one failure does
#: not spoil the others.

#= variant group: TaskGroup
#| try:
#|     async with asyncio.TaskGroup() as group:
#|         for name, seconds in (("slow", 0.5), ("bad", 0.1), ("good", 0.2)):
#|             group.create_task(mirror(name, seconds), name=name)
#| except* OSError:
#|     print("all or nothing: nothing")

#: @ variant group
#: @ end
#: @ holds group.total == 0.1 and group.cancelled == 2
#: ### TaskGroup
#: One fails at {{group.total}} s, and {{group.cancelled}} are cancelled. Use it when the jobs belong together and half of them is worth
#: nothing.
#: It is the safest of the four, because it leaves nothing behind.

#= variant first: wait
#| tasks = start()
#| done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
#| print("first done:", done.pop().get_name())
#| for task in pending:
#|     task.cancel()
#| await asyncio.gather(*pending, return_exceptions=True)

#: @ variant first
#: @ end
#: @ holds first.line(1) == "first done: bad"
#: ### wait
#: **{{first.line(1)}}**. The first that is *done* may be the one that failed. Use `wait` when you want to hold the reins yourself, and look
#: at each task.

#= variant each: as_completed
#| tasks = start()
#| for ready in asyncio.as_completed(tasks):
#|     try:
#|         print("copy from", await ready)
#|         break
#|     except OSError:
#|         print("next, please")
#| for task in tasks:
#|     task.cancel()
#| await asyncio.gather(*tasks, return_exceptions=True)

#: @ variant each
#: @ end
#: @ holds each.total == 0.2 and each.line(2) == "copy from good"
#: ### as_completed
#: One after another *as they come*, errors included: the good copy is there at {{each.total}} s. Use it for "the first that works" and
#: for progress.

#: @ variant main
#: @ end
#: ### Three questions
#: | question | yes | no |
#: |---|---|---|
#: | Is half of the results worth nothing? | TaskGroup | next question |
#: | Do I need all of them before I can go on? | gather | next question |
#: | Do I take them one by one as they come? | as_completed | wait |

#! check total <= 0.5: Nothing waits longer than the slowest mirror

#= exercise first-good: The first good copy
#: Get one good copy as soon as possible, skip failures, and leave no task behind. Print `copy from good`.
#! check line(-1) == "copy from good": A good copy was found
#! hint `as_completed` gives you results as they come. Awaiting one may raise: catch it and take the next.
#! check total <= 0.2: As soon as possible
#! check left == 0: No task is left
#! hint Cancel the other tasks, and wait for their end.
#= start
#| tasks = start()
#| results = await asyncio.gather(*tasks, return_exceptions=True)
#| print("copy from", [r for r in results if isinstance(r, str)][-1])
#= solution
#| tasks = start()
#| for ready in asyncio.as_completed(tasks):
#|     try:
#|         copy = await ready
#|         break
#|     except OSError:
#|         continue
#| for task in tasks:
#|     task.cancel()
#| await asyncio.gather(*tasks, return_exceptions=True)
#| print("copy from", copy)
#= wrong: The copy is there in time, but the slow mirror is left to be cut off.
#| for ready in asyncio.as_completed(start()):
#|     try:
#|         print("copy from", await ready)
#|         return
#|     except OSError:
#|         pass
#= wrong: The first that is done is the one that failed.
#| tasks = start()
#| done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
#| for task in pending:
#|     task.cancel()
#| await asyncio.gather(*pending, return_exceptions=True)
#| print("copy from", done.pop().get_name())
