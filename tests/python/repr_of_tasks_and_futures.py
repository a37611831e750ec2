import asyncio, re
def clean(x): return re.sub(r"0x[0-9a-f]+", "0x", re.sub(r" at /[^>]*?/asyncio/", " at asyncio/", repr(x)))
async def w():
    await asyncio.sleep(1)
async def main():
    t = asyncio.create_task(w(), name="tea")
    print(clean(t))
    await asyncio.sleep(0)
    print(clean(t))
    t.cancel()
    print(clean(t))
    await asyncio.wait([t])
    print(clean(t))
    f = asyncio.get_running_loop().create_future()
    print(clean(f))
    f.set_result([1])
    print(clean(f), clean(asyncio.Event()), clean(asyncio.Lock()), clean(asyncio.Semaphore(2)), clean(asyncio.Queue(3)))
asyncio.run(main())
