import asyncio
async def f():
    await asyncio.sleep(1)
    return "f"
loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
print(loop.run_until_complete(f()), loop.time())
loop.call_later(0.5, print, "later")
loop.call_soon(print, "soon")
loop.call_later(1, loop.stop)
loop.run_forever()
print(loop.time(), loop.is_running())
h = loop.call_later(1, print, "never")
h.cancel()
print(h.cancelled())
loop.close()
try:
    loop.call_soon(print)
except RuntimeError as e:
    print(e)
