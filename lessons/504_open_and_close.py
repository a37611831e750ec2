# /// lesson
# id = "open-and-close"
# title = "Open once, close for sure"
# part = "Real programs"
# order = 504
# minutes = 6
# goals = [
#     "`async with` opens and closes something that takes time",
#     "The closing happens after errors and cancellations, too",
#     "`asynccontextmanager` makes one of a generator; a server's lifespan is the same idea",
# ]
# [glossary]
# "async context manager" = "something for `async with`: it awaits on the way in and on the way out"
# "lifespan" = "the time between the start and the end of a server: open shared things once at its start, close them at its end"
# ///
#: ## The table and the bill
#: Whoever sits down has to pay in the end, whatever happens. An [[async context manager]] holds both ends together.
import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


@asynccontextmanager
async def table(number: int) -> AsyncIterator[str]:
    await asyncio.sleep(0.1)
    print("table", number, "taken")
    try:
        yield f"table {number}"
    finally:
        await asyncio.sleep(0.1)
        print("table", number, "paid and left")


async def main() -> None:
    #{evening
    try:
        async with table(7) as place:
            print("eating at", place)
            raise ValueError("a fly in the soup")
    except ValueError as problem:
        print("complaint:", problem)
        #}


asyncio.run(main())

#? There is a fly in the soup: an error inside the block. Which line is the third?
#? predict line(3)
#? - "complaint: a fly in the soup": First the block is left, and leaving it means: pay. The error goes on only after that.
#? - "table 7 paid and left"
#? `async with` closes first. Then the error travels on.

#: @ when "taken" is printed
#: @ highlight "yield"
#: @ holds now == 0.1
#: ### The way in
#: Everything before `yield` is the way in. It may await: here it takes until {{now}} s. What is yielded becomes `place`.

#: @ line "raise ValueError"
#: ### The block
#: While the block runs, the generator stands at `yield`.

#: @ when Task-1 waits #2
#: @ highlight "finally:"
#: @ holds now == 0.1
#: ### The way out
#: The error goes into the generator, at `yield`. `finally` makes sure that the rest is done all the same, and it may await.

#: @ end
#: @ holds in_order("taken", "eating", "paid", "complaint") and total == 0.2
#: ### Always in this order
#: Taken, eaten, paid, complained. It is the same with a cancellation or a timeout.

#= variant several: Two at once
#| async with table(1) as one, table(2) as two:
#|     print("guests at", one, "and", two)

#: @ variant several
#: @ end
#: @ holds several.in_order("1 taken", "2 taken", "guests", "2 paid", "1 paid")
#: ### Several in one line
#: `async with a, b:` opens from left to right and closes from right to left.

#: @ variant main
#: @ end
#: ### The same idea in a server
#: A server opens its HTTP client and its database when it starts, and closes them when it stops. That is its [[lifespan]]. In FastAPI you
#: write an
#: `asynccontextmanager` and hand it over: `FastAPI(lifespan=...)`. Never open such things in each request.

#! check count("paid and left") == 1: The bill is paid

#= exercise no-escape: Nobody leaves without paying
#: The guests' patience ends after 0.3 s: a timeout. This version takes the table by hand, and then nobody pays. Use the context manager.
#! check count("paid and left") == 1: The bill is paid
#! hint Put the meal inside `async with table(7):`, and that inside the timeout.
#! check count("too slow") == 1: The guests do leave
#= start
#| try:
#|     async with asyncio.timeout(0.3):
#|         print("table 7 taken")
#|         await asyncio.sleep(1)
#|         print("table 7 paid and left")
#| except TimeoutError:
#|     print("too slow")
#= solution
#| try:
#|     async with asyncio.timeout(0.3):
#|         async with table(7):
#|             await asyncio.sleep(1)
#| except TimeoutError:
#|     print("too slow")
#= wrong: They paid, but only because they waited for their meal.
#| async with table(7):
#|     await asyncio.sleep(1)
