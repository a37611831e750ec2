import asyncio
async def main():
    q = asyncio.Queue()
    t = asyncio.create_task(q.get())
    await asyncio.sleep(0)
    t.cancel()
    q.put_nowait("x")
    await asyncio.wait([t])
    print(t.cancelled(), q.qsize(), await q.get())
asyncio.run(main())
