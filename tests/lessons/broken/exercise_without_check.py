# /// lesson
# id = "broken"
# title = "A small lesson"
# order = 10
# goals = ["two calls wait together"]
# ///
#: Two calls wait.
import asyncio


async def call(name: str, seconds: float) -> None:
    await asyncio.sleep(seconds)
    print(name)


async def main() -> None:
    await asyncio.gather(call("a", 0.2), call("b", 0.1))


asyncio.run(main())  #{run}

#= exercise quick: Make it quicker
#: Both calls are to take 0.1 s.
#= solution
#| async def quick() -> None:
#|     await asyncio.gather(call("a", 0.1), call("b", 0.1))
#|
#|
#| asyncio.run(quick())
#= wrong: Leaving one out is quick, too.
#| asyncio.run(call("b", 0.1))
# mistake: 22: needs a check
