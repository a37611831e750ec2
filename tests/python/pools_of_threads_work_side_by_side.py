# concurrent.futures outside any loop, and inside one: jobs sleep side by side, as many as there are workers.
import asyncio
import threading
import time
from concurrent.futures import FIRST_COMPLETED, FIRST_EXCEPTION, ThreadPoolExecutor, as_completed, wait


def work(n, seconds):
    print("start", n)
    time.sleep(seconds)
    print("end", n, threading.current_thread().name)
    return n * n


def fail(n):
    time.sleep(n)
    raise ValueError(n)


def elapsed():
    return f"{time.perf_counter():.2f}"


with ThreadPoolExecutor(2, thread_name_prefix="two") as pool:
    futures = [pool.submit(work, n, 0.1 + n / 50) for n in range(5)]
    print([f.running() for f in futures], [f.done() for f in futures], futures[4].cancel(), futures[0].cancel())
    for future in as_completed(futures[:4]):
        print("got", future.result())
print(futures[4].cancelled(), elapsed())

with ThreadPoolExecutor(3, "three") as pool:
    print(list(pool.map(work, [3, 1, 2], [0.3, 0.1, 0.2])), elapsed())

with ThreadPoolExecutor(3, "waits") as pool:
    futures = [pool.submit(work, n, n / 10) for n in (3, 1, 2)]
    done, rest = wait(futures, return_when=FIRST_COMPLETED)
    print(len(done), len(rest), elapsed())
    done, rest = wait(futures, timeout=0.15)
    print(len(done), len(rest), elapsed())
    for attempt in (lambda: futures[0].result(timeout=0.01), lambda: list(as_completed(futures, timeout=0.02))):
        try:
            attempt()
        except TimeoutError as error:
            print("timeout", error, elapsed())

with ThreadPoolExecutor(4, "fails") as pool:
    failing = [pool.submit(fail, n / 10) for n in (2, 1)] + [pool.submit(work, 9, 0.4)]
    failing[1].add_done_callback(lambda f: print("callback", f.exception()))
    done, rest = wait(failing, return_when=FIRST_EXCEPTION)
    print(len(done), len(rest), elapsed())
    print(pool.submit(pow, 2, 5).result(), repr(failing[0].exception()))
    pool.shutdown(wait=False)
    try:
        pool.submit(work, 1, 1)
    except RuntimeError as error:
        print(error)

with ThreadPoolExecutor(1, "queued") as pool:
    futures = [pool.submit(work, n, 0.1) for n in range(3)]
    pool.shutdown(cancel_futures=True)
    print([f.cancelled() for f in futures], elapsed())


async def main():
    with ThreadPoolExecutor(2, "beside") as pool:
        jobs = [asyncio.wrap_future(pool.submit(work, n, 0.1)) for n in range(3)]
        await asyncio.sleep(0.05)
        print("in the loop", elapsed())
        print(await asyncio.gather(*jobs), elapsed())
        print(pool.submit(work, 7, 0.2).result(), "the loop stood still", elapsed())


asyncio.run(main())
late = ThreadPoolExecutor(1, "late")
late.submit(work, "late", 0.2)
late.submit(work, "later", 0.2)
print("the main thread ends", elapsed())
