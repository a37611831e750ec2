# /// lesson
# id = "threads"
# title = "Blocking libraries go to a thread"
# part = "Real programs"
# order = 506
# minutes = 7
# goals = ["`asyncio.to_thread` runs a blocking function beside the loop", "An executor has so many workers and no more"]
# [glossary]
# "thread" = "a second line of execution in the same program. The event loop itself uses one"
# "executor" = "a group of threads that take jobs: the loop gives them what would block it"
# ///
#: ## The dishwasher in the cellar
#: `read_report` stands for a library that knows nothing of asyncio: it blocks for 0.3 s. Two of them run, and a clock should tick every
#: 0.1 s.
import asyncio
import time
from concurrent.futures import ThreadPoolExecutor


def read_report(name: str) -> str:
    time.sleep(0.3)
    return f"report {name}"


async def clock() -> None:
    for tick in range(1, 4):
        await asyncio.sleep(0.1)
        print("tick", tick)


async def main() -> None:
    #{work
    reports = asyncio.gather(asyncio.to_thread(read_report, "A"), asyncio.to_thread(read_report, "B"))
    await clock()
    print(await reports)
    #}


asyncio.run(main())

#? Each report blocks its thread for 0.3 s, and the clock ticks three times. How long does it take?
#? predict total
#? - 0.9: You thought of one thing after another. There are three lines of work here: the loop and two threads.
#? - 0.3
#? - 0.6: The two reports run in two different threads.
#? All three waits overlap.

#: @ when "tick 1" is printed
#: @ holds now == 0.1 and blocked == 0
#: ### The clock is on time
#: At {{now}} s it ticks. The loop was held for {{blocked}} s. The reports sleep in [[thread|threads]] of their own; on the timeline they
#: have lanes of their own.

#: @ end
#: @ holds total == 0.3
#: ### One word of caution
#: What runs in a thread runs *really* at the same time as your coroutines. The comfort "only an `await` can be interrupted" does not hold
#: there. Give such a function
#: what it needs, take its result, and share nothing else. And a thread cannot be stopped: when you cancel the `await`, only the waiting ends.
#:
#: *Should every function be async, then?* No. Make a function async when it awaits something. All others stay ordinary functions, and
#: only the long ones go to a thread.

#= variant blocking: Called directly
#| async def both() -> list[str]:
#|     return [read_report("A"), read_report("B")]
#|
#| reports = asyncio.gather(both(), clock())
#| print(await reports)

#: @ variant blocking
#: @ end
#: @ compare main
#: @ holds blocking.longest_block == 0.3 and blocking.time("tick 1") == 0.7
#: ### Called directly
#: Without the threads the loop is held: the first tick comes at {{blocking.time("tick 1")}} s instead of 0.1 s.

#= variant pool: An executor with two workers
#| loop = asyncio.get_running_loop()
#| with ThreadPoolExecutor(max_workers=2) as pool:
#|     jobs = [loop.run_in_executor(pool, read_report, str(n)) for n in range(6)]
#|     print(len(await asyncio.gather(*jobs)), "reports")

#: @ variant pool
#: @ end
#: @ holds pool.total == 0.9 and pool.line(1) == "6 reports"
#: ### An executor of your own
#: `to_thread` uses the loop's own [[executor]]. `loop.run_in_executor(pool, function, ...)` uses one of yours, with as many workers as
#: you like.
#: Here two workers do six reports in {{pool.total}} s.

#! check time("tick 1") == 0.1: The clock is on time

#= exercise three-reports: Off the loop
#: Four reports, all at once, and the clock has to be on time.
#! check time("tick 1") == 0.1: The clock is on time
#! hint `await asyncio.to_thread(read_report, "A")`: the function without brackets, then its arguments.
#! check total <= 0.3: The reports are read at the same time
#! hint Give all of them to `gather` before you await anything.
#! check line(-1) == "['report A', 'report B', 'report C', 'report D']": All four are printed
#= start
#| await clock()
#| print([read_report(name) for name in "ABCD"])
#= solution
#| reports = asyncio.gather(*(asyncio.to_thread(read_report, name) for name in "ABCD"))
#| await clock()
#| print(await reports)
#= wrong: The clock is on time, but the reports come one after another.
#| async def read() -> list[str]:
#|     return [await asyncio.to_thread(read_report, name) for name in "ABCD"]
#|
#| _, reports = await asyncio.gather(clock(), read())
#| print(reports)
#= wrong: The reports are read by the loop itself, before the clock may tick.
#| reports = [read_report(name) for name in "ABCD"]
#| await clock()
#| print(reports)
#= wrong: One report is missing.
#| reports = asyncio.gather(*(asyncio.to_thread(read_report, name) for name in "ABC"))
#| await clock()
#| print(await reports)
