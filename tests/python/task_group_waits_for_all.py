import asyncio
async def w(n, d):
    await asyncio.sleep(d)
    print("done", n)
    return n
async def main():
    async with asyncio.TaskGroup() as tg:
        a = tg.create_task(w("a", 0.2))
        b = tg.create_task(w("b", 0.1), name="bee")
        print(b.get_name())
    print(a.result(), b.result())
asyncio.run(main())
