import asyncio
async def main():
    s = asyncio.BoundedSemaphore(1)
    async with s:
        print(s.locked())
    try:
        s.release()
    except ValueError as e:
        print(e)
    try:
        asyncio.Semaphore(-1)
    except ValueError as e:
        print(e)
asyncio.run(main())
