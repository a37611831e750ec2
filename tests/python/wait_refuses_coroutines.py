"""asyncio.wait takes no coroutines: those it was given end unawaited, in their order."""
import asyncio


async def first():
    pass


async def second():
    pass


async def third():
    pass


async def main():
    try:
        await asyncio.wait([first(), second(), third()])
    except TypeError as e:
        print(e)
    await asyncio.sleep(1)
    await asyncio.wait([third(), first()])


asyncio.run(main())
