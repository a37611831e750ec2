import asyncio
import time
async def tick():
    for i in range(4):
        print("tick", i, round(time.perf_counter(), 3))
        await asyncio.sleep(0.1)
async def bad():
    await asyncio.sleep(0.15)
    time.sleep(1)
    print("blocked until", time.perf_counter())
async def main():
    await asyncio.gather(tick(), bad())
asyncio.run(main())
