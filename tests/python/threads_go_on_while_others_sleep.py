# Each thread sleeps on its own: whoever wakes first goes on first. A lock that is held makes others wait.
import asyncio
import threading
import time


def worker(n, seconds):
    print("start", n)
    time.sleep(seconds)
    print("end", n)


def elapsed(since):
    return f"{time.perf_counter() - since:.2f}"


began = time.perf_counter()
threads = [threading.Thread(target=worker, args=(n, 0.5 - n / 10)) for n in range(3)]
for thread in threads:
    thread.start()
print("all started", [thread.is_alive() for thread in threads], threading.active_count())
for thread in threads:
    thread.join()
print("all ended", [thread.is_alive() for thread in threads], elapsed(began))

counter = 0


def lose():
    global counter
    seen = counter
    time.sleep(0.01)
    counter = seen + 1


threads = [threading.Thread(target=lose) for _ in range(5)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("lost updates", counter)

lock = threading.Lock()
again = threading.RLock()


def keep(n):
    global counter
    with lock, again, again:
        seen = counter
        time.sleep(0.05)
        counter = seen + 1
        print("kept", n, counter, elapsed(began))


began = time.perf_counter()
threads = [threading.Thread(target=keep, args=(n,)) for n in range(4)]
for thread in threads:
    thread.start()
print(lock.locked(), lock.acquire(blocking=False), lock.acquire(timeout=0.01), elapsed(began))
for thread in threads:
    thread.join(timeout=1)
print(counter, elapsed(began), lock.locked(), lock.acquire(timeout=0.01))
try:
    lock.acquire(blocking=False, timeout=1)
except ValueError as error:
    print(error)


def tick(stop):
    while not stop.wait(0.2):
        print("tick", elapsed(began))
    print("stopped")


began = time.perf_counter()
stop = threading.Event()
ticker = threading.Thread(target=tick, args=(stop,), daemon=True)
ticker.start()
time.sleep(0.7)
stop.set()
ticker.join()

timer = threading.Timer(0.3, print, args=("never",))
timer.start()
timer.cancel()
timer.join()
threading.Timer(0.1, print, args=("later",)).start()


async def main():
    ticks = []

    def background():
        for i in range(3):
            time.sleep(0.1)
            ticks.append(i)
            loop.call_soon_threadsafe(print, "from the thread", i, elapsed(began))

    loop = asyncio.get_running_loop()
    thread = threading.Thread(target=background)
    thread.start()
    for i in range(4):
        await asyncio.sleep(0.09)
        print("in the loop", i, ticks)
    time.sleep(0.5)
    print(thread.is_alive(), elapsed(began))


asyncio.run(main())


def fail():
    time.sleep(0.05)
    raise ValueError("in a thread")


def hook(args):
    print("hook", args.exc_type.__name__, args.exc_value, args.thread.name)


threading.excepthook = hook
threading.Thread(target=fail, name="failing").start()
threading.Thread(target=worker, args=("last", 0.15)).start()
threading.Thread(target=worker, args=("daemon", 9), daemon=True).start()
print("the main thread ends")
