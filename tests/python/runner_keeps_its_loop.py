import asyncio
async def f(n):
    await asyncio.sleep(1)
    return n, asyncio.get_running_loop().time()
with asyncio.Runner() as r:
    print(r.run(f(1)))
    print(r.run(f(2)))
    loop = r.get_loop()
print(loop.is_closed())
c = f(3)
try:
    r.run(c)
except RuntimeError as e:
    print(e)
c.close()
