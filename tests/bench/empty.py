"""What a run needs by itself: the module asyncio and a loop."""
import asyncio


async def main():
    pass


asyncio.run(main())
