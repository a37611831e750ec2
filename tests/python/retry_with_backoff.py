import asyncio, random
random.seed(3)
attempts = 0
async def flaky():
    global attempts
    attempts += 1
    await asyncio.sleep(0.1)
    if attempts < 4: raise ConnectionError(f"attempt {attempts}")
    return "ok"
async def retry(fn, n=5):
    for i in range(n):
        try:
            return await fn()
        except ConnectionError as e:
            delay = 2 ** i * 0.1 + random.random() * 0.05
            print(e, f"{delay:.3f}")
            await asyncio.sleep(delay)
    raise RuntimeError("gave up")
print(asyncio.run(retry(flaky)))
