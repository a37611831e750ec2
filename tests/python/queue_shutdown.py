import asyncio
async def main():
    q = asyncio.Queue(1)
    async def getter():
        try:
            while True:
                print("got", await q.get())
        except asyncio.QueueShutDown as e:
            print("shut down", repr(e))
    t = asyncio.create_task(getter())
    await q.put(1)
    await q.put(2)
    q.shutdown()
    try:
        await q.put(3)
    except asyncio.QueueShutDown:
        print("no more puts")
    await t
    q2 = asyncio.Queue()
    q2.put_nowait(1)
    q2.shutdown(immediate=True)
    try:
        q2.get_nowait()
    except asyncio.QueueShutDown:
        print("nothing left")
asyncio.run(main())
