import asyncio
cache, lock, calls = {}, asyncio.Lock(), 0
async def get(k):
    global calls
    async with lock:
        if k not in cache:
            calls += 1
            await asyncio.sleep(0.1)
            cache[k] = k.upper()
    return cache[k]
async def main():
    print(await asyncio.gather(*(get(k) for k in "abab")), calls, asyncio.get_running_loop().time())
asyncio.run(main())
