import asyncio
async def child(tg, n):
    await asyncio.sleep(0.1)
    print("child", n)
    if n:
        tg.create_task(child(tg, n - 1))
async def main():
    async with asyncio.TaskGroup() as tg:
        tg.create_task(child(tg, 3))
    try:
        tg.create_task(child(tg, 1))
    except RuntimeError as e:
        print(str(e).split(" at ")[0], str(e)[-20:])
asyncio.run(main())
