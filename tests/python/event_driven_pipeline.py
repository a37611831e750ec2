import asyncio
async def stage(name, src, dst):
    while (item := await src.get()) is not None:
        await asyncio.sleep(0.1)
        await dst.put(f"{item}>{name}")
    await dst.put(None)
async def main():
    a, b, c = asyncio.Queue(), asyncio.Queue(1), asyncio.Queue()
    for i in range(3): a.put_nowait(str(i))
    a.put_nowait(None)
    async with asyncio.TaskGroup() as tg:
        tg.create_task(stage("x", a, b)); tg.create_task(stage("y", b, c))
    while (r := c.get_nowait()) is not None: print(r)
    print(asyncio.get_running_loop().time())
asyncio.run(main())
