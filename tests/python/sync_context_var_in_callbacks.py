import asyncio, contextvars
v = contextvars.ContextVar("v")
async def main():
    v.set("outer")
    loop = asyncio.get_running_loop()
    loop.call_soon(lambda: print("callback", v.get()))
    ctx = contextvars.copy_context()
    ctx.run(v.set, "other")
    loop.call_soon(lambda: print("with context", v.get()), context=ctx)
    t = asyncio.create_task(asyncio.sleep(0), context=ctx)
    t.add_done_callback(lambda t: print("done", v.get()))
    await asyncio.sleep(0.1)
asyncio.run(main())
