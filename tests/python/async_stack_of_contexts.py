import asyncio
from contextlib import AsyncExitStack, asynccontextmanager
@asynccontextmanager
async def res(n):
    await asyncio.sleep(0.1)
    print("open", n)
    try:
        yield n
    except ValueError as e:
        print("saw", n, e)
        raise
    finally:
        print("close", n)
async def main():
    try:
        async with AsyncExitStack() as s:
            print([await s.enter_async_context(res(i)) for i in range(3)])
            raise ValueError("boom")
    except ValueError as e:
        print("out", e)
asyncio.run(main())
