import asyncio
async def worker(name, q, results):
    while True:
        n = await q.get()
        await asyncio.sleep(0.1 * n)
        results.append((name, n))
        q.task_done()
async def main():
    q, results = asyncio.Queue(), []
    for n in (3, 1, 2, 2, 1): q.put_nowait(n)
    ws = [asyncio.create_task(worker(f"w{i}", q, results)) for i in range(2)]
    await q.join()
    for w in ws: w.cancel()
    print(await asyncio.gather(*ws, return_exceptions=True), results, asyncio.get_running_loop().time())
asyncio.run(main())
