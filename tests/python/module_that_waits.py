import asyncio


async def nap(seconds):
    if seconds < 0:
        raise ValueError("no time goes backwards")
    await asyncio.sleep(seconds)
    return seconds
