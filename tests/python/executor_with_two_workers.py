import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
def job(n):
    time.sleep(1)
    if n == 3:
        raise ValueError(n)
    return n
async def main():
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(max_workers=2) as pool:
        fs = [loop.run_in_executor(pool, job, i) for i in range(5)]
        for f in asyncio.as_completed(fs):
            try:
                print(await f, loop.time())
            except ValueError as e:
                print("error", e, loop.time())
asyncio.run(main())
