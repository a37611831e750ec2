import asyncio
async def main():
    ev = asyncio.Event()
    async def w(n):
        print(n, await ev.wait(), asyncio.get_running_loop().time())
    ts = [asyncio.create_task(w(i)) for i in range(3)]
    await asyncio.sleep(0.5)
    ev.set()
    print("set", ev.is_set())
    await asyncio.gather(*ts)
    ev.clear()
    print(ev.is_set())
asyncio.run(main())
