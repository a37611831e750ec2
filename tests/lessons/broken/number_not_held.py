# /// lesson
# id = "broken"
# title = "A small lesson"
# order = 10
# goals = ["two calls wait together"]
# ///
#: @ end
#: `gather` waits 0.2 s for both, in Python 3.13. One after another it would be 0.35 s.
import asyncio


async def call(name: str, seconds: float) -> None:
    await asyncio.sleep(seconds)
    print(name)


async def main() -> None:
    await asyncio.gather(call("a", 0.2), call("b", 0.1))


asyncio.run(main())  #{run}
# mistake: 7: and nothing in the lesson holds it
