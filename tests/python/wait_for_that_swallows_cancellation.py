import asyncio
async def stubborn():
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError:
        await asyncio.sleep(1)
        return "stubborn"
async def main():
    try:
        print(await asyncio.wait_for(stubborn(), 0.5))
    except TimeoutError:
        print("timeout at", asyncio.get_running_loop().time())
asyncio.run(main())
