"""The threads of a pool are gone when it is shut down, those of to_thread when asyncio.run is over."""
import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor


def job():
    time.sleep(0.1)
    return threading.current_thread().name, threading.current_thread() in threading.enumerate(), threading.active_count() > 1


with ThreadPoolExecutor(2, "mine") as pool:
    print(pool.submit(job).result())
print(threading.active_count(), [thread.name for thread in threading.enumerate()])


async def main():
    print(await asyncio.to_thread(job))
    print(await asyncio.gather(*(asyncio.to_thread(job) for _ in range(2))))
    with ThreadPoolExecutor(thread_name_prefix="other") as pool:
        print(await asyncio.get_running_loop().run_in_executor(pool, job))
    print([thread.name for thread in threading.enumerate() if thread.name.startswith("other")])


asyncio.run(main())
print(threading.active_count(), [thread.name for thread in threading.enumerate()], threading.main_thread().is_alive())
