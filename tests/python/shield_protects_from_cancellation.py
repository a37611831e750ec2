import asyncio
async def important():
    await asyncio.sleep(1)
    print("important done")
    return 42
async def main():
    t = asyncio.create_task(important())
    s = asyncio.shield(t)
    await asyncio.sleep(0.1)
    s.cancel()
    try:
        await s
    except asyncio.CancelledError:
        print("outer cancelled", t.done())
    print(await t)
    try:
        await asyncio.wait_for(asyncio.shield(important()), 0.5)
    except TimeoutError:
        print("gave up")
    await asyncio.sleep(1)
asyncio.run(main())
