import asyncio
async def f():
    pass
async def main():
    f()
    x = f()
    print("before")
    x = None
    print("after")
asyncio.run(main())
