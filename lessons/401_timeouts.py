# /// lesson
# id = "timeouts"
# title = "Timeouts: how long you are willing to wait"
# part = "Time and trouble"
# order = 401
# minutes = 6
# goals = [
#     "`asyncio.timeout` limits a block, `asyncio.wait_for` limits one call",
#     "When time is up, what was awaited is cancelled, and you get a TimeoutError",
# ]
# [glossary]
# "timeout" = "the longest time you are willing to wait"
# "deadline" = "the moment at which a timeout ends"
# ///
#: ## The guest who leaves at eight
#: The kitchen needs 0.5 s for the roast. The guest has a [[timeout]] of 0.3 s.
import asyncio


async def roast() -> str:
    try:
        await asyncio.sleep(0.5)
        print("roast is ready")
        return "roast"
    except asyncio.CancelledError:
        print("fire off, roast thrown away")
        raise


async def main() -> None:
    #{waiting
    try:
        async with asyncio.timeout(0.3):
            print("eating", await roast())
    except TimeoutError:
        print("the guest leaves")
    await asyncio.sleep(0.4)
    #}


asyncio.run(main())

#? The guest gives up at 0.3 s. Is the roast ever ready?
#? predict count("roast is ready")
#? - 0
#? - 1 "Yes, at 0.5 s, but nobody eats it": A timeout does not only stop *you* from waiting. It cancels what you wait for.
#? The kitchen is told to stop.

#: @ when Task-1 waits
#: @ holds timers == 2
#: ### Two timers
#: One is the roast's, at 0.5 s. The other is the [[deadline]], at 0.3 s. The loop holds {{timers}} timers.

#: @ when Task-1 cancel
#: @ holds now == 0.3
#: ### {{now}} s: the deadline
#: The deadline's timer fires first. It asks the task itself to stop.

#: @ when "fire off" is printed
#: @ highlight "except asyncio.CancelledError"
#: @ holds now == 0.3
#: ### The cancellation goes in at the bottom
#: A CancelledError is raised where the task waits: in `asyncio.sleep`, inside `roast`. So `roast` can turn the fire off. It has to pass
#: the error on with `raise`.

#: @ when "the guest leaves" is printed
#: @ highlight "except TimeoutError"
#: ### And comes out as a TimeoutError
#: At the edge of the block `asyncio.timeout` turns the CancelledError into a TimeoutError. That is the one you catch, *outside* the block.

#= variant wait_for: wait_for limits one call
#| try:
#|     print("eating", await asyncio.wait_for(roast(), timeout=0.3))
#| except TimeoutError:
#|     print("the guest leaves")

#: @ variant wait_for
#: @ end
#: @ holds wait_for.total == 0.3 and wait_for.count("the guest leaves") == 1
#: ### The other kind
#: `asyncio.wait_for(call, timeout)` is the short form for a single call. The block form can hold several awaits under *one* deadline: all
#: the steps together may take 0.3 s.

#: @ variant main
#: @ end
#: ### Every call over a network needs one
#: A server that never answers would keep you waiting for ever. Give every call a timeout, and the whole operation, too.

#! check count("the guest leaves") == 1: The guest does not wait for ever

#= exercise two-guests: Each guest on his own
#: Three roasts are ordered together. A guest who waits longer than 0.4 s gets `None`, the others their meal. Each knows how long it takes.
#! check line(-1) == "['a', None, 'c']": The slow one is None, the others are there
#! hint Put the timeout into a coroutine around *one* call. Catch TimeoutError there and return None.
#! check total <= 0.4: All guests sit at the same time
#! check error == "": No error ends the program
#= start
#| async def ask(name: str, seconds: float) -> str:
#|     await asyncio.sleep(seconds)
#|     return name
#|
#| async with asyncio.timeout(0.4):
#|     print(await asyncio.gather(ask("a", 0.2), ask("b", 0.9), ask("c", 0.3)))
#= solution
#| async def ask(name: str, seconds: float) -> str:
#|     await asyncio.sleep(seconds)
#|     return name
#|
#| async def patient(name: str, seconds: float) -> str | None:
#|     try:
#|         return await asyncio.wait_for(ask(name, seconds), timeout=0.4)
#|     except TimeoutError:
#|         return None
#|
#| print(await asyncio.gather(patient("a", 0.2), patient("b", 0.9), patient("c", 0.3)))
#= wrong: The answer is right, but the guests were served one after another.
#| async def ask(name: str, seconds: float) -> str:
#|     await asyncio.sleep(seconds)
#|     return name
#|
#| meals: list[str | None] = []
#| for name, seconds in (("a", 0.2), ("b", 0.9), ("c", 0.3)):
#|     try:
#|         meals.append(await asyncio.wait_for(ask(name, seconds), timeout=0.4))
#|     except TimeoutError:
#|         meals.append(None)
#| print(meals)
