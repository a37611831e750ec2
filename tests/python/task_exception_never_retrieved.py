import asyncio
async def bad():
    raise ValueError("nobody looks")
async def main():
    t = asyncio.create_task(bad())
    await asyncio.sleep(0.1)
    print("main goes on")
    t = None
    print("end")
asyncio.run(main())
