import asyncio
import threading
import time


async def tick(name, every, times):
    for i in range(times):
        print(f"{time.perf_counter():.2f} {threading.current_thread().name} {name} {i}")
        await asyncio.sleep(every)
    return name


async def main(loop):
    here = asyncio.create_task(tick("here", 0.2, 5))
    there = asyncio.run_coroutine_threadsafe(tick("there", 0.3, 3), loop)
    print(await asyncio.wrap_future(there))
    print(await here)
    both = await asyncio.gather(*(asyncio.wrap_future(asyncio.run_coroutine_threadsafe(tick(n, 0.1, 2), loop)) for n in "ab"))
    print(both)
    done = asyncio.Event()
    own = asyncio.get_running_loop()
    loop.call_soon_threadsafe(loop.call_later, 0.5, own.call_soon_threadsafe, done.set)
    await done.wait()
    print(f"{time.perf_counter():.2f} told by the other loop")
    time.sleep(0.3)                            # this loop stands still, the other one does not
    asyncio.run_coroutine_threadsafe(tick("meanwhile", 0.1, 2), loop)
    time.sleep(0.3)
    print(f"{time.perf_counter():.2f} {threading.current_thread().name} has slept")


other = asyncio.new_event_loop()
thread = threading.Thread(target=other.run_forever, daemon=True)
thread.start()
asyncio.run(main(other))
print(thread.is_alive(), other.is_running())
other.call_soon_threadsafe(other.stop)
thread.join()
print(thread.is_alive(), other.is_running())
