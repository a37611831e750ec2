import asyncio
import threading
import time
from concurrent.futures import CancelledError, ThreadPoolExecutor


async def answer(delay, value):
    await asyncio.sleep(delay)
    if isinstance(value, Exception):
        raise value
    return value


async def ticker():
    for i in range(5):
        print(f"{time.perf_counter():.2f} tick {i}")
        await asyncio.sleep(0.2)


def ask(loop, delay, value, timeout=None):
    name = threading.current_thread().name
    print(f"{time.perf_counter():.2f} {name} asks for {value!r}")
    future = asyncio.run_coroutine_threadsafe(answer(delay, value), loop)
    try:
        result = future.result(timeout)
    except (ValueError, TimeoutError, CancelledError) as e:
        result = repr(e)
        future.cancel()
    print(f"{time.perf_counter():.2f} {name} has {result}")
    time.sleep(0.05)
    return result


async def main():
    loop = asyncio.get_running_loop()
    ticking = asyncio.create_task(ticker())
    print(await asyncio.to_thread(ask, loop, 0.5, "one"))
    print(await asyncio.gather(*(asyncio.to_thread(ask, loop, n / 10, n) for n in (3, 1, 2))))
    print(await asyncio.to_thread(ask, loop, 0.1, ValueError("no")))
    print(await asyncio.to_thread(ask, loop, 5, "late", 0.25))
    thread = threading.Thread(target=ask, args=(loop, 0.1, "for a thread"))
    thread.start()
    print(thread.is_alive())
    await asyncio.sleep(0.2)
    print(thread.is_alive())
    with ThreadPoolExecutor(1) as pool:                   # the second job waits until the first one is over
        print(await asyncio.gather(*(loop.run_in_executor(pool, ask, loop, 0.1, n) for n in range(3))))
    await ticking


asyncio.run(main())
