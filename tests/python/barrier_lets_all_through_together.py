import asyncio
async def main():
    b = asyncio.Barrier(3)
    async def w(n):
        await asyncio.sleep(n / 10)
        i = await b.wait()
        print(n, i, asyncio.get_running_loop().time())
    await asyncio.gather(*(w(i) for i in range(3)))
    async def x():
        try:
            await b.wait()
        except asyncio.BrokenBarrierError as e:
            print("broken", repr(e))
    t = asyncio.create_task(x())
    await asyncio.sleep(0)
    await b.abort()
    await t
    print(b.broken, b.parties, b.n_waiting)
    await b.reset()
    print(b.broken)
asyncio.run(main())
