import asyncio
import threading
import time


def say(*words):
    print(f"{time.perf_counter():.2f}", threading.current_thread().name, *words)


async def work(name, delay):
    say(name, "begins in", asyncio.current_task().get_name())
    try:
        await asyncio.sleep(delay)
    except asyncio.CancelledError:
        say(name, "was cancelled")
        raise
    if delay > 1:
        raise ValueError(name)
    say(name, "ends")
    return name.upper()


class Background:
    """A loop for code that is not async."""

    def __init__(self, name):
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.run, name=name)
        self.thread.start()

    def run(self):
        asyncio.set_event_loop(self.loop)
        self.loop.call_soon(say, "the loop runs")
        try:
            self.loop.run_forever()
        finally:
            say("the loop has stopped")
            self.loop.close()

    def submit(self, coro):
        return asyncio.run_coroutine_threadsafe(coro, self.loop)

    def stop(self):
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()


background = Background("worker")
first, second = background.submit(work("first", 0.3)), background.submit(work("second", 0.1))
say("has submitted", first.done(), second.done())
say(first.result(), second.result(), first.done())

third = background.submit(work("third", 0.2))
time.sleep(0.1)
say("has slept", third.done())
time.sleep(0.3)
say("has slept", third.done(), third.result())

try:
    background.submit(work("slow", 0.9)).result(timeout=0.2)
except TimeoutError as e:
    say(repr(e))
try:
    background.submit(work("failing", 1.1)).result()
except ValueError as e:
    say(repr(e))

late = background.submit(work("late", 0.8))
time.sleep(0.1)
say(late.cancel())
time.sleep(0.1)
late = background.submit(work("forgotten", 0.05))
late.add_done_callback(lambda f: say("callback", f.result()))
time.sleep(0.1)

other = Background("other")


async def ask_the_other():
    answer = await asyncio.wrap_future(other.submit(work("asked", 0.2)))
    say("has", answer)
    return answer


say(background.submit(ask_the_other()).result())
say(background.loop.is_running(), other.thread.is_alive())
background.stop()
other.stop()
say(background.loop.is_closed(), other.thread.is_alive())
