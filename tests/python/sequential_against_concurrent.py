import asyncio, time
async def call(n): await asyncio.sleep(n); return n
async def main():
    t = time.perf_counter()
    for n in (1, 2): await call(n)
    print(time.perf_counter() - t)
    t = time.perf_counter()
    await asyncio.gather(call(1), call(2))
    print(time.perf_counter() - t)
    t = time.perf_counter()
    a = asyncio.create_task(call(2)); b = asyncio.create_task(call(1))
    print(await a, await b, time.perf_counter() - t)
asyncio.run(main())
