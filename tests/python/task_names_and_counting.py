import asyncio
async def w():
    return asyncio.current_task().get_name()
async def main():
    print(asyncio.current_task().get_name())
    t = asyncio.create_task(w())
    print(t.get_name(), await t)
    t = asyncio.create_task(w(), name="mine")
    t.set_name("yours")
    print(await t)
    print(await asyncio.gather(w(), w()))
asyncio.run(main())
asyncio.run(main())
