import asyncio
async def main():
    lock = asyncio.Lock()
    await lock.acquire()
    async def w(n):
        async with lock:
            print("got", n)
    ts = [asyncio.create_task(w(i)) for i in range(4)]
    await asyncio.sleep(0)
    ts[0].cancel()
    ts[2].cancel()
    lock.release()
    await asyncio.gather(*ts, return_exceptions=True)
    print([t.cancelled() for t in ts], lock.locked())
asyncio.run(main())
