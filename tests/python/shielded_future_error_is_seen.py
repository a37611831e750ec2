import asyncio
async def bad():
    await asyncio.sleep(0.1)
    raise KeyError("k")
async def main():
    try:
        await asyncio.shield(bad())
    except KeyError as e:
        print("seen", e)
    t = asyncio.create_task(bad())
    try:
        await asyncio.wait_for(asyncio.shield(t), 0.05)
    except TimeoutError:
        print("too late")
    await asyncio.sleep(0.1)
    print(repr(t.exception()))
asyncio.run(main())
