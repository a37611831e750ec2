"""run_in_executor asks the executor for a future: one of the program's own runs the job as it likes, and what has no submit() is refused."""
import asyncio
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from enum import Enum


class Inline(Executor):
    def submit(self, fn, /, *args, **kwargs):
        print("submit", fn.__name__, args)
        future = Future()
        future.set_running_or_notify_cancel()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as e:
            future.set_exception(e)
        return future


class Duck:
    def submit(self, fn, *args):
        future = Future()
        asyncio.get_running_loop().call_later(2, future.set_result, "quack")
        return future


class NoFuture:
    def submit(self, fn, *args):
        return fn(*args)


class Colour(Enum):
    RED = 1


def work(x):
    return 10 // x


async def main():
    loop = asyncio.get_running_loop()
    for executor in (Inline(), Duck(), NoFuture(), ThreadPoolExecutor(2)):
        for x in (2, 0):
            try:
                print(type(executor).__name__, await loop.run_in_executor(executor, work, x), loop.time())
            except Exception as e:
                print(type(executor).__name__, type(e).__name__, str(e).partition(" at ")[0])
    for wrong in (work, 3, "text", Future, Executor()):
        try:
            await loop.run_in_executor(wrong, work, 1)
        except Exception as e:
            print(type(e).__name__, e)
    try:
        await loop.run_in_executor(work, 3)
    except Exception as e:
        print(type(e).__name__, e)
    future = Future()
    print(future.cancel(), future.set_running_or_notify_cancel(), repr(future).partition("state=")[2])
    await loop.run_in_executor(None, Colour.RE)


asyncio.run(main())
