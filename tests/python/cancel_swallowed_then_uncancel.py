import asyncio
async def w():
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        print("cancelling", asyncio.current_task().cancelling(), asyncio.current_task().uncancel())
    await asyncio.sleep(1)
    return "survived"
async def main():
    t = asyncio.create_task(w())
    await asyncio.sleep(0.1)
    t.cancel()
    t.cancel()
    print(t.cancelling())
    print(await t, t.cancelled())
asyncio.run(main())
