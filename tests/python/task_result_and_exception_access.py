import asyncio
async def ok(): return 1
async def bad(): raise KeyError("k")
async def main():
    a, b = asyncio.create_task(ok()), asyncio.create_task(bad())
    try: a.result()
    except asyncio.InvalidStateError as e: print(e)
    try: a.exception()
    except asyncio.InvalidStateError as e: print(e)
    await asyncio.wait([a, b])
    print(a.result(), a.exception(), repr(b.exception()), a.done(), b.cancelled())
    try: b.result()
    except KeyError as e: print("raised", e)
asyncio.run(main())
