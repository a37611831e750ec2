import asyncio
async def main():
    loop = asyncio.get_running_loop()
    for i in range(6):
        loop.call_later(0.5, print, "timer", i)
    loop.call_later(0.25, lambda: loop.call_later(0.25, print, "set later"))
    await asyncio.sleep(1)
asyncio.run(main())
