import asyncio


async def hello(name):
    await asyncio.sleep(1)
    print("hello", name)


async def main():
    await asyncio.gather(hello("a"), hello("b"))
asyncio.run(main())
