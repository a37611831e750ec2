import asyncio
async def main():
    print(await asyncio.gather())
    t = asyncio.create_task(asyncio.sleep(0.1, "x"))
    print(await asyncio.gather(t, t, t))
    c = asyncio.sleep(0.1, "y")
    print(await asyncio.gather(c, c))
asyncio.run(main())
