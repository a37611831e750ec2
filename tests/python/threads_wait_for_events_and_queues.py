import asyncio
import queue
import threading
import time


def say(*words):
    print(f"{time.perf_counter():.2f}", threading.current_thread().name, *words)


def consume(items, loop, results):
    while (item := items.get()) is not None:
        say("works on", item)
        time.sleep(0.1)
        loop.call_soon_threadsafe(results.put_nowait, item * 10)
        items.task_done()
    say("goes home")


def start_signal(event, timeout):
    say("waits")
    say("was signalled:", event.wait(timeout))


class Box:
    def __init__(self):
        self.items, self.changed = [], threading.Condition()

    def put(self, item):
        with self.changed:
            self.items.append(item)
            self.changed.notify()

    def take(self, timeout=None):
        with self.changed:
            if not self.changed.wait_for(lambda: self.items, timeout):
                return "nothing"
            return self.items.pop(0)


async def main():
    loop = asyncio.get_running_loop()
    items, results = queue.Queue(), asyncio.Queue()
    consumer = asyncio.create_task(asyncio.to_thread(consume, items, loop, results))
    for n in (1, 2):
        await asyncio.sleep(0.3)
        items.put(n)
        print(await results.get())
    items.put(None)
    await consumer

    event = threading.Event()
    signals = [asyncio.create_task(asyncio.to_thread(start_signal, event, t)) for t in (None, 0.2, 5)]
    await asyncio.sleep(0.5)
    event.set()
    await asyncio.gather(*signals)

    box = Box()
    takers = [asyncio.create_task(asyncio.to_thread(box.take, t)) for t in (None, None, 0.1)]
    await asyncio.sleep(0.3)
    box.put("a")
    await asyncio.sleep(0.3)
    box.put("b")
    print(await asyncio.gather(*takers))

    bounded = queue.Queue(1)

    def produce():
        for n in range(3):
            bounded.put(n)
            say("has put", n)
        try:
            bounded.put(3, timeout=0.1)
        except queue.Full:
            say("has given up")

    producing = asyncio.create_task(asyncio.to_thread(produce))
    for _ in range(2):
        await asyncio.sleep(0.2)
        print(bounded.get_nowait())
    await producing


asyncio.run(main())
