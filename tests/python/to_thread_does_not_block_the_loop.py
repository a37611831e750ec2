import asyncio
import time
def job(n):
    time.sleep(0.5)
    return n
async def tick():
    for i in range(3):
        print("tick", i, asyncio.get_running_loop().time())
        await asyncio.sleep(0.2)
async def main():
    print(await asyncio.gather(asyncio.to_thread(job, 1), tick(), asyncio.to_thread(job, 2)))
    print(asyncio.get_running_loop().time())
asyncio.run(main())
