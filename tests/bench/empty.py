"""What a run needs by itself: the module asyncio and a loop. It counts for a while, so that whoever looks at its memory meets it."""
import asyncio


async def main():
    for _ in range(3_000_000):
        pass


asyncio.run(main())
