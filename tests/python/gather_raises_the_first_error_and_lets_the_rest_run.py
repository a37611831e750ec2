import asyncio
async def work(n, d, bad=False):
    try:
        await asyncio.sleep(d)
        if bad:
            raise ValueError(n)
        print("done", n)
        return n
    except asyncio.CancelledError:
        print("cancelled", n)
        raise
async def main():
    try:
        await asyncio.gather(work(1, 0.3), work(2, 0.1, True), work(3, 0.2, True))
    except ValueError as e:
        print("caught", e, asyncio.get_running_loop().time())
    await asyncio.sleep(1)
    print("end")
asyncio.run(main())
