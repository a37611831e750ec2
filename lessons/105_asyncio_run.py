# /// lesson
# id = "asyncio-run"
# title = "asyncio.run opens and closes the restaurant"
# part = "Waiting"
# order = 105
# minutes = 5
# goals = [
#     "`asyncio.run` makes a loop, runs one coroutine and closes the loop",
#     "It may be called again afterwards, but never inside a running loop",
# ]
# [glossary]
# "entry point" = "where ordinary code steps into async code: `asyncio.run(main())`"
# ///
#: ## The front door
#: Ordinary code cannot `await`. It needs a door into the async world. That [[entry point]] is `asyncio.run`: it makes an event loop, runs
#: one coroutine until it is done, and closes the loop again.
#:
#: This program opens the restaurant twice. Then it tries to open it a third time *from inside*.
import asyncio


async def shift(name: str) -> str:
    print(f"{name} begins")
    await asyncio.sleep(0.1)
    print(f"{name} is over")
    return name


async def night() -> None:
    late = shift("midnight")
    try:
        asyncio.run(late)
    except RuntimeError as problem:
        print("refused:", problem)
        await late


#{runs
asyncio.run(shift("lunch"))
asyncio.run(shift("dinner"))
asyncio.run(night())
#}

#? `night` runs in a loop already, and calls `asyncio.run` again. What happens?
#? predict count("refused")
#? - 0 "A second loop runs inside the first one": A thread can have only one running loop. Python does not nest them.
#? - 1 "Python refuses with a RuntimeError"
#? Inside async code you do not need a door. You are in. Just `await`.

#: @ when "lunch is over" is printed
#: @ holds now == 0.1
#: ### First shift
#: `asyncio.run(shift("lunch"))` gave back only when the coroutine was done, at {{now}} s. To the code outside it was one ordinary,
#: blocking call.

#: @ when loop closes
#: ### The door is closed
#: The loop is closed. Tasks that were still unfinished would have been cancelled just before.

#: @ when "dinner begins" is printed
#: @ holds now == 0.1
#: ### Second shift, new loop
#: Calling `asyncio.run` again *afterwards* is fine. It makes a new loop. The clock just goes on: {{now}} s.

#: @ when "refused" is printed
#: @ highlight "asyncio.run(late)"
#: ### Not inside
#: Here a loop is running, and somebody asks for another. Python says: **{{line(5)}}**
#:
#: You meet this in notebooks such as Jupyter, too. A notebook runs a loop of its own. There you write `await shift("midnight")` and no
#: `asyncio.run`.
#: (There is a package, `nest_asyncio`, that bends Python so that loops do nest. It is a way out of old code, not a way to write new code.)

#: @ end
#: @ holds count("is over") == 3 and total == 0.3
#: ### The cure is one word
#: `await late` does what was wanted. After {{total}} s three shifts are over, one after another.

#! check exit == 0: The program ends without an error

#= exercise just-await: You are already inside
#: This `main` wants to work two shifts. Make it work, with one loop.
#! check count("is over") == 2: Both shifts are worked
#! hint Inside `async def` there is no need for `asyncio.run`.
#! check exit == 0: No error ends the program
#! check never_awaited == 0: No coroutine is thrown away
#! hint A call without `await` only writes a slip.
#= start
#| async def main() -> None:
#|     asyncio.run(shift("lunch"))
#|     asyncio.run(shift("dinner"))
#|
#|
#| asyncio.run(main())
#= solution
#| async def main() -> None:
#|     await shift("lunch")
#|     await shift("dinner")
#|
#|
#| asyncio.run(main())
#= wrong: No error, but no work either: nobody awaits the coroutines.
#| async def main() -> None:
#|     shift("lunch")
#|     shift("dinner")
#|
#|
#| asyncio.run(main())
