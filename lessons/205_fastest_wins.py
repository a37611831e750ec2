# /// lesson
# id = "fastest-wins"
# title = "wait: the fastest wins"
# part = "Together"
# order = 205
# minutes = 6
# goals = ["`asyncio.wait` gives two sets: done and pending", "It never cancels anything: that is your job"]
# [glossary]
# "pending" = "not done yet"
# "cancel" = "to ask a task to stop: at its next step a CancelledError is raised where it waits"
# ///
#: ## Ask three, take the first
#: Three servers have the same answer. Take the one that comes first. `asyncio.wait` with `FIRST_COMPLETED` comes back as soon as one task
#: is done.
import asyncio


async def server(name: str, seconds: float) -> str:
    await asyncio.sleep(seconds)
    return name


async def main() -> None:
    racers = [asyncio.create_task(server(n, s), name=n) for n, s in (("Oslo", 0.3), ("Rome", 0.1), ("Lima", 0.5))]
    #{race
    done, pending = await asyncio.wait(racers, return_when=asyncio.FIRST_COMPLETED)
    print("winner:", done.pop().result())
    print("still running:", len(pending))
    await asyncio.sleep(0.3)
    print("Oslo is done:", racers[0].done())
    #}


asyncio.run(main())

#? `wait` has returned, and `main` has its winner. 0.3 s later: is Oslo done?
#? predict line(3)
#? - "Oslo is done: False": You thought the losers were stopped. `asyncio.wait` stops nobody. They go on, and use the service you pay for.
#? - "Oslo is done: True"
#? `wait` only watches. It leaves all tasks alone.

#: @ when Rome is done
#: @ highlight Rome
#: @ holds now == 0.1
#: ### A winner
#: At {{now}} s Rome has answered.

#: @ when "still running" is printed
#: @ highlight Oslo, Lima
#: @ holds state("Oslo") == "waiting" and state("Lima") == "waiting"
#: ### Done and [[pending]]
#: `wait` gave back two sets. The winner is in `done`. Oslo and Lima are in `pending`, and both are {{state("Oslo")}} for their answers.

#: @ end
#: @ holds how("Oslo") == "returned" and how("Lima") == "cancelled"
#: ### The end of the others
#: Oslo went on and {{how("Oslo")}}. Lima was {{how("Lima")}} only because the program was over.

#= variant tidy: The losers are cancelled
#| done, pending = await asyncio.wait(racers, return_when=asyncio.FIRST_COMPLETED)
#| print("winner:", done.pop().result())
#| for task in pending:
#|     task.cancel()
#| await asyncio.gather(*pending, return_exceptions=True)

#: @ variant tidy
#: @ end
#: @ holds tidy.total == 0.1 and tidy.cancelled == 2 and tidy.left == 0
#: ### Clean up
#: The right way: [[cancel]] what you do not need, then wait until the tasks have really ended. Now it is all over at {{tidy.total}} s,
#: with {{tidy.cancelled}} tasks cancelled.
#:
#: `wait` has more: `timeout=` gives up watching after some time (and still cancels nobody), `FIRST_EXCEPTION` comes back at the first
#: failure, `ALL_COMPLETED` is the default.

#! check line(1) == "winner: Rome": Rome wins

#= exercise patience: Half a second of patience
#: Take every answer that comes within 0.35 s. Print how many there are. Cancel the others and leave nothing behind.
#! check line(-1) == "answers: 2": Two servers make it
#! hint `await asyncio.wait(racers, timeout=0.35)` waits for all, but not longer than that.
#! check total <= 0.35: The program does not wait longer
#! check left == 0: No task is left behind
#! hint Cancel each task of `pending`, and wait for its end with `gather(..., return_exceptions=True)`.
#= start
#| done, pending = await asyncio.wait(racers)
#| print("answers:", len(done))
#= solution
#| done, pending = await asyncio.wait(racers, timeout=0.35)
#| for task in pending:
#|     task.cancel()
#| await asyncio.gather(*pending, return_exceptions=True)
#| print("answers:", len(done))
#= wrong: The count is right. But the slow server's task is left to be cut off.
#| done, pending = await asyncio.wait(racers, timeout=0.35)
#| print("answers:", len(done))
