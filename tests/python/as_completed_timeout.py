import asyncio
async def main():
    try:
        for c in asyncio.as_completed([asyncio.sleep(1, "one"), asyncio.sleep(3, "three")], timeout=2):
            print(await c)
    except TimeoutError as e:
        print("timeout", repr(e))
    try:
        async for t in asyncio.as_completed([asyncio.sleep(1, "one"), asyncio.sleep(3, "three")], timeout=2):
            print(await t)
    except TimeoutError as e:
        print("timeout", repr(e))
asyncio.run(main())
