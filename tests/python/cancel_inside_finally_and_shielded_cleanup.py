import asyncio
async def cleanup(): await asyncio.sleep(0.5); print("cleaned")
async def w():
    try:
        await asyncio.sleep(10)
    finally:
        await asyncio.shield(cleanup())
        print("finally over")
async def main():
    t = asyncio.create_task(w())
    await asyncio.sleep(0.1)
    t.cancel()
    await asyncio.sleep(0.1)
    t.cancel()
    try: await t
    except asyncio.CancelledError: print("cancelled", asyncio.get_running_loop().time())
    await asyncio.sleep(1)
asyncio.run(main())
