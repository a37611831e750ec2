import asyncio
async def producer(q):
    for i in range(5):
        await q.put(i)
        print("put", i, q.qsize())
async def consumer(q):
    while True:
        i = await q.get()
        await asyncio.sleep(0.1)
        print("took", i)
        q.task_done()
async def main():
    q = asyncio.Queue(maxsize=2)
    c = asyncio.create_task(consumer(q))
    await producer(q)
    await q.join()
    c.cancel()
    print("joined", asyncio.get_running_loop().time())
    try:
        q.task_done()
    except ValueError as e:
        print(e)
asyncio.run(main())
