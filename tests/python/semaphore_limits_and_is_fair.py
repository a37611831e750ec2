import asyncio
sem = asyncio.Semaphore(2)
running = 0
async def w(n):
    global running
    async with sem:
        running += 1
        print("in", n, running, asyncio.get_running_loop().time())
        await asyncio.sleep(0.1)
        running -= 1
async def main():
    await asyncio.gather(*(w(i) for i in range(5)))
    print(sem.locked())
asyncio.run(main())
