# /// lesson
# id = "semaphore"
# title = "A semaphore: at most three at once"
# part = "Limits"
# order = 301
# minutes = 6
# goals = ["A semaphore lets so many in and keeps the others at the door", "Who waits, waits in line, and is let in by whoever leaves"]
# [glossary]
# "semaphore" = "a counter at a door. Entering takes one from it, leaving gives it back. At zero you wait"
# "in flight" = "sent, and not yet answered"
# ///
#: ## Three places at the counter
#: Nine guests want an answer from a service that can handle three at a time. A [[semaphore]] stands at the door and counts free places.
import asyncio


async def call(gate: asyncio.Semaphore, number: int) -> int:
    async with gate:
        await asyncio.sleep(0.2)
        return number


async def main() -> None:
    #{calls
    gate = asyncio.Semaphore(3)
    answers = await asyncio.gather(*(call(gate, number) for number in range(9)))
    #}
    print(len(answers), "answers")


asyncio.run(main())

#? Each call takes 0.2 s. How long do all nine take?
#? predict total
#? - 0.2: That would be nine at once. The door lets in three.
#? - 0.6
#? - 1.8: That is one at a time. Three are inside together.
#? Three groups of three.

#: @ when Task-4 waits
#: @ highlight Task-2, Task-3, Task-4
#: @ holds peak("asyncio.sleep") == 3
#: ### Three are inside
#: The counter went from 3 to 0. These three calls are [[in flight]].

#: @ when Task-5 waits
#: @ highlight Task-5, "async with gate"
#: @ holds waits_for("Task-5") == "Semaphore(3)"
#: ### The fourth waits at the door
#: `async with gate` finds the counter at zero, so the task waits. It waits for **{{waits_for("Task-5")}}**, not for an answer.
#: The timeline shows the difference.

#: @ when Task-10 waits
#: @ holds waited("Semaphore") == 6 and now == 0
#: ### A line at the door
#: At {{now}} s {{waited("Semaphore")}} tasks stand in line. The line is first come, first served.

#: @ when Task-2 is done
#: @ highlight Task-2, Task-5
#: @ holds now == 0.2
#: ### One out, one in
#: At {{now}} s the first call leaves the block. Leaving gives the place back, even when an error was raised. That wakes the first in line.

#: @ end
#: @ holds held("Semaphore") == 3 and peak("asyncio.sleep") == 3
#: ### Never more than {{held("Semaphore")}}
#: All nine are answered after {{total}} s, and there were never more than {{held("Semaphore")}} inside. The tasks were all *made* at once.
#: Only the part inside `async with` is limited.

#= variant one: One place
#| gate = asyncio.Semaphore(1)
#| answers = await asyncio.gather(*(call(gate, number) for number in range(9)))
#= variant nine: Nine places
#| gate = asyncio.Semaphore(9)
#| answers = await asyncio.gather(*(call(gate, number) for number in range(9)))

#: @ variant nine
#: @ end
#: @ panels code, timeline
#: @ compare main, one
#: @ holds one.total == 1.8 and nine.total == 0.2
#: ### Turn the knob
#: One place takes {{one.total}} s, three take {{main.total}} s, nine take {{nine.total}} s. Which number is right depends on the service.
#: Lesson 602 looks for it by experiment.

#= variant group: The same in a TaskGroup
#| gate = asyncio.Semaphore(3)
#| async with asyncio.TaskGroup() as group:
#|     tasks = [group.create_task(call(gate, number)) for number in range(9)]
#| answers = [task.result() for task in tasks]

#: @ variant group
#: @ end
#: @ panels all
#: @ holds group.total == main.total and group.held("Semaphore") == 3
#: ### gather or TaskGroup?
#: For speed it makes no difference: {{group.total}} s with a TaskGroup, {{main.total}} s with `gather`. The semaphore decides how many
#: are inside. They differ in what happens
#: when one call fails: lesson 207.

#! check held("Semaphore") <= 3: Never more than three inside

#= exercise two-doors: Forty, eight at a time
#: Send forty calls with at most eight [[in flight]]. Each takes 0.2 s.
#! check peak("asyncio.sleep") <= 8: Never more than eight at once
#! hint The semaphore has to be *one* for all calls. Make it once, before the calls.
#! check total <= 1: The eight places are used well
#! hint Forty calls, eight at a time: five rounds of 0.2 s.
#! check line(-1) == "40 answers": Forty answers come
#= start
#| answers = await asyncio.gather(*(call(asyncio.Semaphore(8), number) for number in range(40)))
#= solution
#| gate = asyncio.Semaphore(8)
#| answers = await asyncio.gather(*(call(gate, number) for number in range(40)))
#= wrong: Never more than one at a time. Safe and slow.
#| gate = asyncio.Semaphore(1)
#| answers = await asyncio.gather(*(call(gate, number) for number in range(40)))
#= wrong: Quick, because 32 calls were left out.
#| gate = asyncio.Semaphore(8)
#| answers = await asyncio.gather(*(call(gate, number) for number in range(8)))
