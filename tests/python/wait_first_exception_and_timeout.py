import asyncio
async def w(d, bad=False):
    await asyncio.sleep(d)
    if bad:
        raise RuntimeError("bad")
async def main():
    ts = [asyncio.create_task(w(0.1)), asyncio.create_task(w(0.2, True)), asyncio.create_task(w(0.5))]
    done, pending = await asyncio.wait(ts, return_when=asyncio.FIRST_EXCEPTION)
    print(len(done), len(pending), [t.exception() for t in ts if t in done])
    done, pending = await asyncio.wait(pending, timeout=0.1)
    print(len(done), len(pending))
    try:
        await asyncio.wait([])
    except ValueError as e:
        print(e)
    try:
        c = w(1)
        await asyncio.wait([c])
    except TypeError as e:
        print(e)
    c.close()
asyncio.run(main())
