import asyncio
async def work():
    try:
        async with asyncio.timeout(1):
            await asyncio.sleep(10)
    except TimeoutError:
        print("timeout")
    except asyncio.CancelledError:
        print("cancelled, not timed out")
        raise
async def main():
    t = asyncio.create_task(work())
    await asyncio.sleep(0.5)
    t.cancel()
    await asyncio.wait([t])
    print(t.cancelled())
    t = asyncio.create_task(work())
    loop = asyncio.get_running_loop()
    loop.call_at(loop.time() + 1, t.cancel)
    await asyncio.wait([t])
    print(t.cancelled())
asyncio.run(main())
