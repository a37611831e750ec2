import asyncio
from contextlib import asynccontextmanager, AsyncExitStack
class Res:
    def __init__(self, n): self.n = n
    async def __aenter__(self):
        await asyncio.sleep(0.1)
        print("enter", self.n)
        return self
    async def __aexit__(self, t, v, tb):
        await asyncio.sleep(0.1)
        print("exit", self.n, t.__name__ if t else None)
        return t is KeyError
@asynccontextmanager
async def cm(n):
    print("before", n)
    try:
        yield n
    finally:
        print("after", n)
async def main():
    async with Res(1) as a, Res(2):
        print("body", a.n)
    async with Res(3):
        raise KeyError("swallowed")
    async with cm("x") as x:
        print(x)
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(Res(4))
        stack.push_async_callback(asyncio.sleep, 0.1)
        stack.callback(print, "callback")
    try:
        async with 5:
            pass
    except TypeError as e:
        print(e)
asyncio.run(main())
