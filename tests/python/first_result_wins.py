import asyncio
async def fetch(n, d):
    try:
        await asyncio.sleep(d)
        return n
    finally:
        print("closing", n)
async def main():
    done, pending = await asyncio.wait([asyncio.create_task(fetch(n, d)) for n, d in (("a", 3), ("b", 1), ("c", 2))], return_when=asyncio.FIRST_COMPLETED)
    print([t.result() for t in done])
    for p in pending: p.cancel()
    print([type(r).__name__ for r in await asyncio.gather(*pending, return_exceptions=True)])
asyncio.run(main())
