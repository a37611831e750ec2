# /// lesson
# id = "event-loop"
# title = "The event loop, turn by turn"
# part = "Waiting"
# order = 104
# minutes = 8
# goals = [
#     "The loop runs what is in the ready queue, one after another",
#     "Timers bring sleepers back into the ready queue",
#     "Only at an `await` does the turn change",
# ]
# [glossary]
# "ready queue" = "the line of those who can go on at once. The loop takes from its front"
# "timer" = "a note of the loop: wake this one at that time"
# "turn" = "one round of the loop: it looks which timers are due, then runs everybody who was ready"
# ///
#: ## Inside the waiter's head
#: The [[event loop]] keeps two lists. The [[ready queue]] says who can go on now. The [[timer|timers]] say who is to be woken when.
#: Open the loop's panel and look at both while you step.
import asyncio


async def guest(name: str) -> None:
    print(name, "sits down")
    await asyncio.sleep(0)
    print(name, "reads the menu")
    await asyncio.sleep(0.1)
    print(name, "orders")


async def main() -> None:
    ada = asyncio.create_task(guest("Ada"), name="Ada")
    ben = asyncio.create_task(guest("Ben"), name="Ben")
    print("the door is open")
    await ada
    await ben


asyncio.run(main())

#? Put these lines in order.
#? predict order output
#? - the door is open
#? - Ada sits down
#? - Ben sits down
#? - Ada reads the menu
#? - Ben reads the menu
#? The turn changes only where a task awaits. `create_task` is no await: it puts somebody into the line and goes on.

#: @ when "the door is open" is printed
#: @ panels code, timeline, loop, output
#: @ axis order
#: @ highlight 'create_task(guest("Ada")'
#: @ holds ready == ["Ada", "Ben"] and running == "Task-1"
#: ### Two guests in line
#: `create_task` made two tasks, named Ada and Ben. Neither has run. They stand in the ready queue: {{ready}}.
#: `main` is still at it, because it has not awaited yet.

#? @ when Task-1 waits
#? `main` has come to `await ada`. It waits. Who runs next?
#? predict next
#? - Ben: He stands behind Ada. The ready queue is first come, first served.
#? - Ada
#? The loop takes from the front of the ready queue.

#: @ when Ben starts
#: @ highlight "await asyncio.sleep(0)"
#: @ holds ready == ["Ada"] and running == "Ben" and now == 0
#: ### `sleep(0)`: after you
#: Ada came to `await asyncio.sleep(0)`. She gives up her turn without asking for any time and goes to the end of the ready queue.
#: Ben stood before her, so now it is his turn.

#: @ when loop turns #3
#: @ holds ready == ["Ada", "Ben"] and now == 0
#: ### One [[turn]] is over
#: Ben said "after you", too. Everybody who was ready has run once, and both stand in line again: {{ready}}. The loop begins turn {{turn}}.

#: @ when Ben waits
#: @ highlight Ada, Ben
#: @ holds len(ready) == 0 and timers == 2
#: ### Now both asked for time
#: Nobody is ready. There are {{timers}} timers, both for 0.1 s.

#: @ when loop waits
#: ### The loop itself may rest
#: Only when nobody is ready does the loop wait for the world outside. Until the next timer is due, it has nothing to do.

#: @ 0.1
#: @ axis time
#: @ holds in_order("Ada orders", "Ben orders") and time("Ben orders") == 0.1
#: ### The timers fire
#: At {{now}} s both timers are due. Ada and Ben go back into the ready queue, in the order in which they asked, and run.

#: @ end
#: ### That is all there is
#: Ready queue, timers, one turn after the other: this run needed {{turns}} turns. Everything else in asyncio is made of this.

#! check in_order("Ada sits", "Ben sits", "Ada reads", "Ben reads"): The guests take turns

#= exercise be-polite: Be polite
#: In this version Ada says her three sentences in one go, and Ben has to listen. Let them take turns, sentence by sentence,
#: without any waiting time.
#! check in_order("Ada one", "Ben one", "Ada two", "Ben two", "Ada three", "Ben three"): They take turns
#! hint The turn changes only at an `await`. Which sleep takes no time?
#! check total == 0: No time passes
#! hint `asyncio.sleep(0)` gives the turn to the others and asks for no timer.
#= start
#| import asyncio
#|
#|
#| async def guest(name: str) -> None:
#|     for word in ("one", "two", "three"):
#|         print(name, word)
#|
#|
#| async def main() -> None:
#|     ada = asyncio.create_task(guest("Ada"), name="Ada")
#|     ben = asyncio.create_task(guest("Ben"), name="Ben")
#|     await ada
#|     await ben
#|
#|
#| asyncio.run(main())
#= solution
#| import asyncio
#|
#|
#| async def guest(name: str) -> None:
#|     for word in ("one", "two", "three"):
#|         print(name, word)
#|         await asyncio.sleep(0)
#|
#|
#| async def main() -> None:
#|     ada = asyncio.create_task(guest("Ada"), name="Ada")
#|     ben = asyncio.create_task(guest("Ben"), name="Ben")
#|     await ada
#|     await ben
#|
#|
#| asyncio.run(main())
#= wrong: They take turns, but each turn now costs time.
#| import asyncio
#|
#|
#| async def guest(name: str) -> None:
#|     for word in ("one", "two", "three"):
#|         print(name, word)
#|         await asyncio.sleep(0.1)
#|
#|
#| async def main() -> None:
#|     ada = asyncio.create_task(guest("Ada"), name="Ada")
#|     ben = asyncio.create_task(guest("Ben"), name="Ben")
#|     await ada
#|     await ben
#|
#|
#| asyncio.run(main())
