# What an asynccontextmanager and the function around it hold ends with them, however the block was left.
import asyncio, contextlib
class D:
    def __init__(s, n): s.n = n
    def __del__(s): print("del", s.n)
@contextlib.asynccontextmanager
async def span():
    d = D("span")
    try:
        yield 1
    finally:
        await asyncio.sleep(0.1)
async def w4():
    d = D("w4")
    try:
        async with asyncio.timeout(A) as tm2:
            async with span():
                if B:
                    async with asyncio.timeout(B) as tm3:
                        await asyncio.sleep(1)
                if C: raise ValueError(1)
    except (TimeoutError, ValueError) as e:
        print("timed out", repr(e))
async def main():
    await w4()
    print("after")
    await asyncio.create_task(w4())
    print("after 2")
for A, B, C in ((0.1, 0.05, 0), (1, 0.05, 0), (0.05, 0, 1), (0.1, 0, 0)):
    print(A, B, C)
    asyncio.run(main())
    print("over")
