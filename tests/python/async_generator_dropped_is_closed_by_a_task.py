import asyncio
async def numbers():
    try:
        for i in range(10):
            yield i
            await asyncio.sleep(0.1)
    finally:
        print("closing")
        await asyncio.sleep(0.1)
        print("closed")
async def main():
    async for i in numbers():
        print(i)
        if i == 1:
            break
    print("after the loop")
    t = asyncio.create_task(asyncio.sleep(0, "next"))
    print(t.get_name(), await t)
    await asyncio.sleep(1)
    print("end")
asyncio.run(main())
