# /// lesson
# id = "cpu-work"
# title = "Computing is not waiting"
# part = "Real programs"
# order = 507
# minutes = 6
# goals = [
#     "async speeds up waiting, never computing",
#     "The GIL lets one thread run Python at a time",
#     "Long computing goes to another process, or is cut into slices",
# ]
# [glossary]
# "I/O-bound" = "most of the time is spent waiting for something outside: a network, a disk"
# "CPU-bound" = "most of the time is spent computing"
# "GIL" = "Python's global interpreter lock: of all threads of a program, one at a time runs Python code"
# ///
#: ## The cook who chops
#: A waiter can leave a pot on the stove. He cannot leave a half-chopped onion: chopping is *his own* work. Waiting can overlap, computing
#: cannot.
#: In this program `time.sleep` stands for computing, because it holds the loop just as computing does.
import asyncio
import time


def chop(seconds: float) -> None:
    time.sleep(seconds)


async def salad() -> None:
    chop(0.6)  #{slices}
    print("salad")


async def soup() -> None:
    await asyncio.sleep(0.5)
    print("soup")


async def main() -> None:
    await asyncio.gather(salad(), salad(), soup())


asyncio.run(main())

#? Two salads need 0.6 s of chopping each. The soup cooks for 0.5 s beside them. How long does it all take?
#? predict total
#? - 0.6: That would be so if the two salads were waits. But there is one cook, and he chops.
#? - 1.7
#? - 1.2: The soup's clock is started only after the chopping, because the soup did not get a turn before.
#? 0.6 + 0.6 + 0.5. `gather` cannot help.

#: @ when loop blocks
#: @ highlight Task-2
#: @ holds state("Task-4") == "ready"
#: ### [[CPU-bound]]
#: The first salad keeps the loop. The soup has not even been put on the stove: its task is {{state("Task-4")}}.

#: @ end
#: @ holds blocked == 1.2 and time("soup") == 1.7
#: ### No gain
#: The loop was held for {{blocked}} s. Async makes [[I/O-bound]] work quick: calls to models, web services, databases. It does nothing
#: for heavy math.

#= variant slices: In slices
#= in slices
#| for _ in range(6):
#|     chop(0.1)
#|     await asyncio.sleep(0)

#: @ variant slices
#: @ end
#: @ compare main
#: @ holds slices.blocked == 1.2 and slices.total == 1.2 and slices.longest_block == 0.1
#: ### Cut into slices
#: Between two slices `await asyncio.sleep(0)` lets the others go on. There is as much chopping as before, {{slices.blocked}} s, but never
#: more than {{slices.longest_block}} s in one piece.
#: So the soup cooks meanwhile, and all is done by {{slices.total}} s.

#: @ variant main
#: @ end
#: ### And threads?
#: A thread helps if the work happens outside Python: reading a file, waiting for a driver, a math library written in C that lets go of
#: the [[GIL]].
#: For computing in Python itself it does not, because only one thread at a time runs Python. For that use another *process*:
#: `loop.run_in_executor(ProcessPoolExecutor(), work, ...)`. It has an interpreter and a GIL of its own, so it can use another
#: processor core. (Python 3.13 can also be built without the GIL. That is an experiment so far.)
#:
#: So coroutines never *run* at the same time. They *wait* at the same time.

#! check longest_block <= 0.6: No piece of computing is longer than one salad

#= exercise smooth: Keep the bell ringing
#: Chop so that nothing is held longer than 0.05 s. Both salads still need 0.6 s of chopping each.
#! check longest_block <= 0.05: Never more than 0.05 s in one piece
#! hint More and shorter slices, and a turn for the others after each.
#! check blocked == 1.2: Everything is chopped
#! check time("soup") <= 1.2: The soup cooks meanwhile
#! hint Without an `await` between the slices nobody else gets a turn.
#= start
#| chop(0.6)
#= solution
#| for _ in range(12):
#|     chop(0.05)
#|     await asyncio.sleep(0)
#= wrong: Short slices, but no turn for the others in between.
#| for _ in range(12):
#|     chop(0.05)
#= wrong: Smooth, because most of the salad was left out.
#| chop(0.05)
