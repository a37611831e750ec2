import asyncio
async def main():
    loop = asyncio.get_running_loop()
    def a():
        print("a")
        loop.call_soon(c)
    def b():
        print("b")
    def c():
        print("c")
    loop.call_soon(a)
    loop.call_soon(b)
    print("main")
    await asyncio.sleep(0)
    print("after one turn")
    await asyncio.sleep(0)
    print("after two")
asyncio.run(main())
