import asyncio
async def heartbeat(stop):
    n = 0
    while not stop.is_set():
        n += 1
        print("beat", n)
        try:
            await asyncio.wait_for(stop.wait(), 1)
        except TimeoutError:
            pass
    print("stopped", asyncio.get_running_loop().time())
async def main():
    stop = asyncio.Event()
    t = asyncio.create_task(heartbeat(stop))
    await asyncio.sleep(2.5)
    stop.set()
    await t
asyncio.run(main())
