# /// lesson
# id = "broken"
# title = "A small lesson"
# order = 10
# goals = ["two calls wait together"]
# ///
#: @ compare serial, nothing
#: Two calls wait.
import asyncio


async def call(name: str, seconds: float) -> None:
    await asyncio.sleep(seconds)
    print(name)


async def main() -> None:
    await asyncio.gather(call("a", 0.2), call("b", 0.1))


asyncio.run(main())  #{run}
# mistake: 7: there is no variant 'nothing'
