import asyncio
async def w(n): print("start", n); await asyncio.sleep(0); print("end", n)
async def main():
    t1 = asyncio.create_task(w(1))
    print("created 1")
    t2 = asyncio.create_task(w(2))
    print("created 2")
    await t1
    print("t1 over")
    await t2
asyncio.run(main())
