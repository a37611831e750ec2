# /// lesson
# id = "one-after-another"
# title = "The same waits, one after another"
# order = 20
# goals = ["awaiting in a loop is serial", "create_task starts work now and lets you wait later"]
# ///
#: Each `await` below waits for its own call before the next one even starts.
import asyncio


async def call(name: str, seconds: float) -> str:
    await asyncio.sleep(seconds)
    return name


async def serial() -> None:
    for name in ("a", "b", "c"):
        await call(name, 0.2)


async def together() -> None:
    tasks = [asyncio.create_task(call(name, 0.2)) for name in ("a", "b", "c")]
    for task in tasks:
        await task


async def main() -> None:
    loop = asyncio.get_running_loop()
    for plan in (serial, together):
        began = loop.time()
        await plan()
        print(plan.__name__, f"{loop.time() - began:.1f} s")


#! check total <= 0.8
asyncio.run(main())
