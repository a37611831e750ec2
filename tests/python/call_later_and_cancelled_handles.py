import asyncio
async def main():
    loop = asyncio.get_running_loop()
    h = [loop.call_later(d, print, "at", d) for d in (0.3, 0.1, 0.2)]
    h[2].cancel()
    print(h[0].when(), h[2].cancelled(), h[0].cancelled())
    await asyncio.sleep(0.5)
    loop.call_at(loop.time() + 1, print, "call_at")
    await asyncio.sleep(1)
asyncio.run(main())
