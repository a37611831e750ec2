"""A future gives an iterator, and is none: no send, throw or close, no Coroutine or Generator; what a done one gives has no items."""
import asyncio
from collections.abc import Awaitable, Coroutine, Generator, Iterable, Iterator


class Own(asyncio.Future):
    pass


class Waits:
    def __init__(self, future):
        self.future = future

    def __await__(self):
        return (yield from self.future)


class Gives(Waits):
    def __await__(self):
        return self.future.__await__()


async def work(x=None):
    await asyncio.sleep(1)
    return [1, 2] if x is None else x


async def run(x):
    return await (asyncio.create_task(x) if isinstance(x, Coroutine) else x)


async def main():
    loop = asyncio.get_running_loop()
    future, task = loop.create_future(), asyncio.create_task(work())
    for x in (future, task, Own(loop=loop)):
        print(type(x).__name__, [isinstance(x, kind) for kind in (Awaitable, Iterable, Coroutine, Generator, Iterator)],
              [n for n in dir(x) if n in ("send", "throw", "close", "__next__", "__iter__", "__await__")])
        for name in ("send", "throw", "close"):
            try:
                getattr(x, name)
            except AttributeError as e:
                print(e)
        try:
            next(x)
        except TypeError as e:
            print(e)
        print(type(x.__await__()).__name__, type(iter(x)).__name__, hasattr(iter(x), "send"))
    print(await run(task), await run(work(3)))
    print(list(task), [*task], tuple(task), [x for x in task], sum(task))
    for x in task:
        print("never", x)
    try:
        a, b = task
    except ValueError as e:
        print(e)
    it = iter(task)
    for _ in range(2):
        try:
            next(it)
        except StopIteration as e:
            print("stop", e.value)
    it = iter(future)
    print(next(it) is future)
    try:
        next(it)
    except RuntimeError as e:
        print(e)
    it.close()
    print(next(it, "closed"))
    try:
        iter(future).throw(KeyError("thrown"))
    except KeyError as e:
        print("thrown", e)
    for how in (Waits, Gives):
        own = Own(loop=loop)
        loop.call_later(0.5, own.set_result, how.__name__)
        print(await how(own), await own, loop.time())
        failing = asyncio.create_task(work())
        loop.call_later(0.25, failing.cancel)
        try:
            await how(failing)
        except asyncio.CancelledError:
            print("cancelled", loop.time())
    waiting = asyncio.create_task(run(Gives(Own(loop=loop))))
    await asyncio.sleep(0.1)
    plain = asyncio.create_task(run(loop.create_future()))
    await asyncio.sleep(0.1)
    print(type(waiting.get_coro().cr_await).__name__, type(plain.get_coro().cr_await).__name__)
    plain.cancel()
    waiting.cancel()
    print(await asyncio.gather(waiting, return_exceptions=True))
    for call in ("set_result()", "set_result(1, 2)", "set_result(value=1)", "set_exception()", "get_loop(1)", "exception(1)",
                 "remove_done_callback()"):
        try:
            eval("f." + call, {"f": loop.create_future()})
        except TypeError as e:
            print(call, e)


asyncio.run(main())
