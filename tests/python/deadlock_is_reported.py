import asyncio
async def main():
    f = asyncio.get_running_loop().create_future()
    print("waiting for nothing")
    await f
asyncio.run(main())
