"""set_default_executor: to_thread and run_in_executor(None) use its threads, their number and names."""
import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor


def job():
    time.sleep(0.1)
    return threading.current_thread().name.rsplit("-", 1)[-1]


async def main(executor):
    loop = asyncio.get_running_loop()
    began = loop.time()
    if executor:
        loop.set_default_executor(executor)
    print(await asyncio.gather(*(asyncio.to_thread(job) for _ in range(3))), round(loop.time() - began, 3))
    print(await loop.run_in_executor(None, job))
    with ThreadPoolExecutor(1, thread_name_prefix="own") as own:
        print(await loop.run_in_executor(own, job))
    asyncio.get_running_loop().run_in_executor(None, job)


for executor in (None, ThreadPoolExecutor(1), ThreadPoolExecutor(2, thread_name_prefix="mine")):
    asyncio.run(main(executor))


async def wrong():
    try:
        asyncio.get_running_loop().set_default_executor("pool")
    except TypeError as e:
        print(e)


asyncio.run(wrong())
