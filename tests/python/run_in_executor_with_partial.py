import asyncio, functools, time
def job(a, b=0): time.sleep(0.2); return a + b
async def main():
    loop = asyncio.get_running_loop()
    print(await loop.run_in_executor(None, functools.partial(job, 1, b=2)), await asyncio.to_thread(job, 3, b=4), loop.time())
    try:
        await asyncio.to_thread(lambda: 1 / 0)
    except ZeroDivisionError as e:
        print(e)
asyncio.run(main())
