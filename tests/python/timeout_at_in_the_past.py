import asyncio
async def main():
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout_at(loop.time() - 1):
            print("inside")
            await asyncio.sleep(0)
            print("still inside?")
            await asyncio.sleep(0)
    except TimeoutError:
        print("timed out")
    try:
        async with asyncio.timeout(0):
            print("no await inside")
    except TimeoutError:
        print("timed out")
asyncio.run(main())
