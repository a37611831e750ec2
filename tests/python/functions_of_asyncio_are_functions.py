"""What CPython writes in Python are functions and methods, what it writes in C is built in: shown when the brackets of a call are forgotten."""
import asyncio
import inspect
import random
import types


class Client:
    pause = asyncio.Event().wait
    moment = asyncio.sleep

    def get(self):
        return self


async def urls():
    return ["a"]


def attempt(text, names):
    try:
        print(text, "->", eval(text, names))
    except TypeError as e:
        print(text, "->", e)
    except AttributeError as e:
        print(text, "->", e)


async def main():
    queue, lock, loop = asyncio.Queue(), asyncio.Lock(), asyncio.get_running_loop()
    for x in (queue.get, lock.acquire, asyncio.sleep, asyncio.gather, asyncio.Event().wait, random.randint, asyncio.current_task, 
              loop.create_future().done, asyncio.current_task().cancel, random.random, asyncio.Queue.get, print, [].append):
        print(type(x).__name__, x.__name__, x.__qualname__, inspect.isfunction(x), inspect.ismethod(x), inspect.isbuiltin(x), inspect.isroutine(x),
              inspect.iscoroutinefunction(x), asyncio.iscoroutinefunction(x), callable(x))
        try:
            await x
        except TypeError as e:
            print(e)
    names = globals() | locals()
    for text in ("asyncio.sleep + 1", "len(queue.get)", "queue.get[0]", "asyncio.gather.x", "queue.get.status", "Client().get.status",
                 "lock.acquire < 2",
                 "asyncio.sleep()", "queue.put()", "queue.put(1, 2)", "asyncio.Queue.get()", "random.randint(1)", "random.shuffle()",
                 "loop.call_soon()",
                 "asyncio.wait_for(1, 2, 3)", "asyncio.Queue.get.__name__", "[x for x in asyncio.run]",
                 "queue.get == queue.get", "queue.get is queue.get", "queue.get.__self__ is queue", "queue.get.__func__ is asyncio.Queue.get",
                 "isinstance(asyncio.sleep, types.FunctionType)", "isinstance(queue.get, types.MethodType)", "asyncio.current_task.__module__",
                 "asyncio.sleep.__module__", "asyncio.run.__module__", "asyncio.to_thread.__module__", "asyncio.timeout.__module__",
                 "repr(asyncio.sleep).split(' at ')[0]", "repr(lock.acquire).split(' at ')[0]", "hash(queue.get) == hash(queue.get)",
                 "{queue.get: 1}[queue.get]", "asyncio.sleep.__closure__"):
        attempt(text, names)
    for f in (asyncio.sleep, asyncio.wait_for, asyncio.gather, asyncio.run, asyncio.to_thread, asyncio.create_task, queue.put, queue.get,
              lock.acquire,
              asyncio.Condition.wait_for, random.randint, asyncio.Queue.put):
        print(f.__qualname__, inspect.signature(f))
    for f in (queue.get, queue.put, queue.join, queue.get_nowait, lock.acquire, lock.release, asyncio.Event().wait, asyncio.Condition().wait_for,
              asyncio.Barrier(1).wait, asyncio.Semaphore().acquire, asyncio.TaskGroup().__aenter__, asyncio.sleep, asyncio.wait, asyncio.gather,
              asyncio.shield, Client().get, urls):
        print(f.__qualname__, inspect.iscoroutinefunction(f), asyncio.iscoroutinefunction(f))
    loop.call_soon(queue.put_nowait, 1)
    print(loop.call_later(1, queue.put_nowait, 2))
    print(await queue.get(), await queue.get(), loop.time())
    print(inspect.iscoroutinefunction(Client().pause), inspect.ismethod(Client().moment), await asyncio.to_thread(random.Random(3).randint, 1, 6))
    try:
        async with asyncio.timeout:
            pass
    except TypeError as e:
        print(e)
    for text in ("asyncio.gather(*coroutine)", "asyncio.run(*coroutine)", "asyncio.to_thread(*coroutine)", "queue.put(*coroutine)",
                 "random.randint(*coroutine)",
                 "asyncio.gather(**coroutine)", "asyncio.sleep(1, result=2, **{'result': 3})"):
        coroutine = urls()
        attempt(text, globals() | locals())
        coroutine.close()


asyncio.run(main())
Client().get.status
