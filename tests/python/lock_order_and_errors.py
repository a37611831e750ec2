import asyncio
async def main():
    lock = asyncio.Lock()
    print(lock.locked())
    async def w(n):
        async with lock:
            print("have", n)
            await asyncio.sleep(0.1)
    await asyncio.gather(w(1), w(2), w(3))
    try:
        lock.release()
    except RuntimeError as e:
        print(e)
    try:
        with lock:
            pass
    except TypeError as e:
        print(e)
asyncio.run(main())
