"""SystemExit in a job of an executor: the pool hands it to the future like any exception, and it ends the program where somebody awaits it."""
import asyncio
import sys
from concurrent.futures import ThreadPoolExecutor


def job(code):
    print("job exits")
    sys.exit(code)


async def main():
    loop = asyncio.get_running_loop()
    unasked = loop.run_in_executor(None, job, 4)
    await asyncio.sleep(1)
    print("main goes on", unasked.done(), repr(unasked.exception()))
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(job, "text")
        print(repr(future.exception()))
    try:
        await asyncio.to_thread(job, 5)
    except SystemExit as e:
        print("caught", e.code)
    try:
        await asyncio.create_task(asyncio.to_thread(job, 6))
    finally:
        print("main ends")


asyncio.run(main())
