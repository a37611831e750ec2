import asyncio
async def fail(d, e):
    await asyncio.sleep(d)
    raise e
async def survive():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("sibling cancelled")
        raise
async def main():
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(survive())
            tg.create_task(fail(0.1, ValueError("v")))
            tg.create_task(fail(0.1, KeyError("k")))
            await asyncio.sleep(5)
            print("not reached")
    except* ValueError as g:
        print("values", g.exceptions)
    except* KeyError as g:
        print("keys", g.exceptions)
    print(asyncio.get_running_loop().time(), asyncio.current_task().cancelling())
asyncio.run(main())
