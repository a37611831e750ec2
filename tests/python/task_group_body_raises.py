import asyncio
async def w():
    try:
        await asyncio.sleep(10)
    finally:
        print("w over")
async def main():
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(w())
            await asyncio.sleep(0.1)
            raise RuntimeError("body")
    except BaseException as e:
        print(repr(e))
    try:
        async with asyncio.TaskGroup() as tg:
            t = tg.create_task(w())
            await asyncio.sleep(0.1)
            t.cancel()
        print("a cancelled child is no error", t.cancelled())
    except BaseException as e:
        print(repr(e))
asyncio.run(main())
