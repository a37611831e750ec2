import asyncio
async def w():
    print("start")
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError as e:
        print("caught", e.args)
        await asyncio.sleep(0.5)
        print("cleaned up")
        raise
async def main():
    t = asyncio.create_task(w())
    await asyncio.sleep(0.2)
    print(t.cancel("stop"), t.cancelling(), t.cancelled())
    try:
        await t
    except asyncio.CancelledError as e:
        print("main", e.args, t.cancelled(), asyncio.get_running_loop().time())
    print(t.cancel())
asyncio.run(main())
