# types.coroutine makes a generator awaitable, without changing what it is.
import asyncio, types, inspect
@types.coroutine
def legacy(n):
    "doc"
    x = yield from asyncio.sleep(0.1, n)
    try:
        yield
    finally:
        print("legacy", n)
    return x
@types.coroutine
def fails():
    yield from asyncio.sleep(0.1)
    raise KeyError("legacy")
@types.coroutine
def plain(): return asyncio.sleep(0, "plain")
@types.coroutine
def nothing(): return 5
@types.coroutine
async def already(): return "already"
@asyncio.coroutine if hasattr(asyncio, "coroutine") else types.coroutine
def nested():
    a = yield from legacy(1)
    b = yield from legacy(2)
    return a + b
class Gen:
    def send(self, v): raise StopIteration("sent")
    def throw(self, *a): raise a[0]
    def close(self): pass
@types.coroutine
def duck(): return Gen()
async def main():
    print(await legacy(3), await nested(), await plain(), await already())
    print(legacy.__name__, legacy.__doc__, inspect.iscoroutinefunction(legacy), inspect.isgeneratorfunction(legacy), asyncio.iscoroutinefunction(legacy))
    g = legacy(4); print(type(g).__name__, inspect.isawaitable(g), inspect.iscoroutine(g), asyncio.iscoroutine(g)); g.close()
    try: await fails()
    except KeyError as e: print(repr(e))
    try: await nothing()
    except TypeError as e: print(e)
    try: print(await duck())
    except TypeError as e: print(e)
    try: asyncio.create_task(legacy(5))
    except TypeError as e: print(str(e)[:30])
    t = asyncio.ensure_future(legacy(6)); print(type(t).__name__); print(await t)
    try: await asyncio.wait_for(legacy(7), 0.05)
    except TimeoutError: print("timeout")
    def plain_gen(): yield
    try: await plain_gen()
    except TypeError as e: print(e)
    def gen2(): yield from asyncio.sleep(1)
    try: list(gen2())
    except TypeError as e: print(e)
try: types.coroutine(5)
except TypeError as e: print(e)
asyncio.run(main())
