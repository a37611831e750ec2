import asyncio
async def main():
    try:
        async with asyncio.timeout(1) as outer:
            try:
                async with asyncio.timeout(2) as inner:
                    await asyncio.sleep(3)
            except TimeoutError:
                print("inner")
    except TimeoutError:
        print("outer", outer.expired(), inner.expired(), asyncio.current_task().cancelling())
    async with asyncio.timeout(None) as t:
        print(t.when())
        t.reschedule(asyncio.get_running_loop().time() + 0.5)
        print(t.when())
    print(t)
asyncio.run(main())
