import asyncio
async def w(n):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("cancelled", n)
        await asyncio.sleep(0.2)
        raise
async def main():
    async def group():
        async with asyncio.TaskGroup() as tg:
            tg.create_task(w(1))
            tg.create_task(w(2))
    t = asyncio.create_task(group())
    await asyncio.sleep(0.1)
    t.cancel("outside")
    try:
        await t
    except asyncio.CancelledError as e:
        print("main sees", e.args, asyncio.get_running_loop().time())
asyncio.run(main())
