import asyncio
async def slow():
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError as e:
        print("slow was cancelled", e.args)
        raise
async def main():
    print(await asyncio.wait_for(asyncio.sleep(0.1, "ok"), 1))
    try:
        await asyncio.wait_for(slow(), 0.5)
    except TimeoutError as e:
        print("timeout", repr(e), repr(e.__cause__), asyncio.get_running_loop().time())
    print(await asyncio.wait_for(asyncio.sleep(3, "no limit"), None))
    try:
        await asyncio.wait_for(asyncio.sleep(1), 0)
    except TimeoutError:
        print("at once")
asyncio.run(main())
