import asyncio
import sys
async def w():
    await asyncio.sleep(1)
    sys.exit(7)
async def other():
    try:
        await asyncio.sleep(10)
    finally:
        print("other cleaned up")
async def main():
    asyncio.create_task(other())
    await w()
asyncio.run(main())
