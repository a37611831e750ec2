import asyncio
import logging
import threading
import time
from concurrent.futures import ThreadPoolExecutor

logging.basicConfig(level=logging.INFO, format="%(threadName)s: %(message)s")


def work(seconds=0.1):
    time.sleep(seconds)
    logging.info("has slept")
    return threading.current_thread().name


async def main():
    print(await asyncio.to_thread(work))
    print(await asyncio.to_thread(work))                 # the same thread is free again
    print(await asyncio.gather(*(asyncio.to_thread(work, n / 10) for n in (3, 1, 2))))
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(2) as pool:
        print(await asyncio.gather(*(loop.run_in_executor(pool, work) for _ in range(4))))
    with ThreadPoolExecutor(2, thread_name_prefix="io") as pool:
        print(await asyncio.gather(*(loop.run_in_executor(pool, work) for _ in range(2))))
    print(await loop.run_in_executor(None, work))
    print(threading.current_thread().name, threading.current_thread() is threading.main_thread())


asyncio.run(main())


class Counter(threading.Thread):
    def run(self):
        print(threading.current_thread() is self, self.name)


for thread in Counter(), Counter(name="counter"), threading.Thread(target=lambda: print(threading.current_thread().name)):
    thread.start()
    thread.join()
