import asyncio
async def main():
    c = asyncio.Condition()
    async def w():
        async with c:
            try:
                await c.wait()
            except asyncio.CancelledError:
                print("cancelled with the lock", c.locked())
                raise
    t = asyncio.create_task(w())
    await asyncio.sleep(0.1)
    t.cancel()
    await asyncio.wait([t])
    print(t.cancelled(), c.locked())
asyncio.run(main())
