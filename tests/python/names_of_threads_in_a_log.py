"""A log names the threads of a pool, and the program need not import threading for it."""
import asyncio
import logging
import sys
import time
from concurrent.futures import ThreadPoolExecutor

logging.basicConfig(level=logging.INFO, stream=sys.stdout, format="%(threadName)s %(taskName)s %(funcName)s: %(message)s")


def job(n):
    logging.info("begins %d", n)
    time.sleep(1)
    logging.info("ends %d", n)


async def main():
    loop = asyncio.get_running_loop()
    logging.info("here")
    with ThreadPoolExecutor(2, thread_name_prefix="pool") as pool:
        await asyncio.gather(*(loop.run_in_executor(pool, job, n) for n in range(2)))
    await asyncio.to_thread(job, 2)
    logging.info("over")


asyncio.run(main())
