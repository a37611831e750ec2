import asyncio
import contextvars
v = contextvars.ContextVar("v", default="none")
async def w(n):
    print(n, v.get())
    v.set(n)
    await asyncio.sleep(0.1)
    print(n, v.get())
async def main():
    v.set("main")
    await asyncio.gather(w(1), w(2))
    print(v.get())
    token = v.set("temp")
    v.reset(token)
    print(v.get())
    ctx = contextvars.copy_context()
    ctx.run(v.set, "inside")
    print(v.get(), ctx[v])
asyncio.run(main())
