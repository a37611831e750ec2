# /// lesson
# id = "blocking"
# title = "Blocking, and how to wait without it"
# part = "Waiting"
# order = 102
# minutes = 6
# goals = ["`time.sleep` stops everybody, `await asyncio.sleep` stops only its own function", "You can see a blocking call on the timeline"]
# [glossary]
# "event loop" = "the part of asyncio that decides who runs next. It is the waiter's head: it remembers who waits for what"
# "blocking call" = "an ordinary call that takes long and gives nobody else a turn until it is over"
# "task" = "one line of work of the event loop, with a name such as Task-2. The timeline has a lane for each"
# ///
#: ## The cook who locks the kitchen door
#: A bell should ring three times, every 0.1 s. At the same time somebody cooks a soup for 0.35 s.
#: Both are started together. But the cook waits with `time.sleep`, not with `await asyncio.sleep`.
import asyncio
import time


async def bell() -> None:
    for ring in range(1, 4):
        await asyncio.sleep(0.1)
        print(f"bell {ring}")


async def cook() -> None:
    time.sleep(0.35)  #{cooking}
    print("soup is ready")


async def main() -> None:
    await asyncio.gather(bell(), cook())


asyncio.run(main())

#? When does the bell ring for the first time?
#? predict time("bell 1")
#? - 0.1: That is when it should ring. But nobody is there to ring it: `time.sleep` gives no one else a turn.
#? - 0.45: The bell's own wait of 0.1 s had begun before the soup. It runs out during the soup and is not started again.
#? - 0.35
#? The bell's time came at 0.1 s. It could ring only when the soup was done.

#: @ when Task-2 waits
#: @ highlight Task-2
#: ### The bell waits well
#: Each lane of the timeline is a [[task]]. `Task-2` is the bell. It says: wake me in 0.1 s. Then it gives the turn back to the
#: [[event loop]].

#: @ when loop blocks
#: @ highlight Task-3, "time.sleep"
#: @ holds longest_block == 0.35
#: ### The cook does not
#: `Task-3` now calls `time.sleep(0.35)`. That is a [[blocking call]]. The event loop has one thread, and that thread now sleeps.
#: The timeline draws this stretch in its warning pattern.

#: @ when "soup is ready" is printed
#: @ highlight Task-2, Task-3
#: @ holds now == 0.35 and time("bell 2") == 0.45
#: ### {{now}} s: the soup is ready, the bell is late
#: The bell should have rung at 0.1 s. It comes {{round(time("bell 1") - 0.1, 2)}} s too late, and all later rings with it.

#: @ variant awaited
#: @ end
#: @ compare main
#: @ holds awaited.time("bell 1") == 0.1 and awaited.total == 0.35 and main.total == 0.55
#: ### The same wait, with `await`
#: Now the cook says `await asyncio.sleep(0.35)`. The bell rings at {{awaited.time("bell 1")}} s, and the whole evening takes
#: {{awaited.total}} s instead of {{main.total}} s. The loop is held for {{awaited.longest_block}} s.

#= variant awaited: The cook awaits
#| await asyncio.sleep(0.35)

#: @ end
#: ### Remember
#: Inside `async def`, these block: `time.sleep`, `requests.get`, an ordinary database driver, a long computation.
#: Use what can be awaited instead. Lesson 506 shows what to do when there is no such thing.

#! check count("bell") == 3: The bell rings three times

#= exercise open-the-door: Open the kitchen door
#: Change the cook so that the bell rings on time. The soup still needs 0.35 s.
#! check longest_block == 0: Nothing holds the loop
#! hint `time.sleep` is the blocking call. asyncio has a sleep of its own. It has to be awaited.
#! check time("bell 1") == 0.1: The bell rings at 0.1 s
#! check time("soup is ready") >= 0.35: The soup cooks as long as before
#! hint A soup that is not cooked is no solution.
#= solution
#| await asyncio.sleep(0.35)
#= wrong: The bell is on time because the soup was never cooked.
#| pass
