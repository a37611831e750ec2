import asyncio
async def main():
    a = asyncio.create_task(asyncio.sleep(1, "a"))
    b = asyncio.create_task(asyncio.sleep(2, "b"))
    asyncio.get_running_loop().call_later(0.5, a.cancel, "enough")
    try:
        print(await asyncio.gather(a, b))
    except asyncio.CancelledError as e:
        print("cancelled", e.args)
    print(await b)
    a = asyncio.create_task(asyncio.sleep(1, "a"))
    asyncio.get_running_loop().call_later(0.5, a.cancel)
    print(await asyncio.gather(a, asyncio.sleep(1, "b"), return_exceptions=True))
asyncio.run(main())
