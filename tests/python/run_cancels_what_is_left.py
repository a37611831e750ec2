import asyncio
async def w(n):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("left over", n)
        await asyncio.sleep(0.1)
        print("cleaned", n)
        raise
async def main():
    for i in range(3):
        asyncio.create_task(w(i))
    await asyncio.sleep(0.1)
    print("main over")
asyncio.run(main())
