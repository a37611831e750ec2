import asyncio
async def w(n):
    await asyncio.sleep(0.1 * (3 - n))
    if n == 1:
        raise ValueError(n)
    if n == 2:
        raise asyncio.CancelledError("mine")
    return n
async def main():
    print(await asyncio.gather(*(w(n) for n in range(3)), return_exceptions=True))
asyncio.run(main())
