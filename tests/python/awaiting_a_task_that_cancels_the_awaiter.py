import asyncio
async def main():
    async def inner():
        await asyncio.sleep(1)
    async def outer():
        try:
            await t
        except asyncio.CancelledError:
            print("outer cancelled; inner:", t.cancelled())
            raise
    t = asyncio.create_task(inner())
    o = asyncio.create_task(outer())
    await asyncio.sleep(0.1)
    o.cancel()
    await asyncio.wait([o])
    print(t.cancelled(), o.cancelled())
asyncio.run(main())
