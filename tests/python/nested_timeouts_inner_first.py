import asyncio
async def main():
    try:
        async with asyncio.timeout(5):
            try:
                async with asyncio.timeout(1):
                    await asyncio.sleep(10)
            except TimeoutError:
                print("inner", asyncio.get_running_loop().time())
            await asyncio.sleep(10)
    except TimeoutError:
        print("outer", asyncio.get_running_loop().time())
asyncio.run(main())
