import asyncio
async def numbers():
    try:
        yield 1
        yield 2
    finally:
        print("closed")
async def work():
    it = numbers()
    await anext(it)
    raise ValueError("with a generator in its frame")
async def main():
    r = await asyncio.gather(work(), return_exceptions=True)
    print("gathered", r)
    await asyncio.sleep(0.1)
    r = None
    await asyncio.sleep(0.1)
    print("end")
asyncio.run(main())
