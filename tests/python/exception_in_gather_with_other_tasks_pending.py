import asyncio
async def ok(n): await asyncio.sleep(n); print("ok", n)
async def bad(): await asyncio.sleep(0.5); raise RuntimeError("bad")
async def main():
    try:
        await asyncio.gather(ok(0.3), bad(), ok(1))
    except RuntimeError as e:
        print(e)
    print(len(asyncio.all_tasks()))
asyncio.run(main())
