import asyncio
async def w(n, d):
    await asyncio.sleep(d)
    return n
async def main():
    ts = [asyncio.create_task(w(i, d), name=f"w{i}") for i, d in enumerate((0.3, 0.1, 0.1, 0.2))]
    done, pending = await asyncio.wait(ts, return_when=asyncio.FIRST_COMPLETED)
    print(sorted(t.get_name() for t in done), sorted(t.get_name() for t in pending))
    done, pending = await asyncio.wait(pending)
    print(len(done), len(pending))
asyncio.run(main())
