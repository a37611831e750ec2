"""Debug mode: where things were made."""
import asyncio, sys

async def bug():
    raise Exception("not consumed")

async def bug2():
    pass

async def helper():
    loop = asyncio.get_running_loop()
    t = loop.create_task(bug(), name="from-loop")
    print(t)
    return t

async def main():
    loop = asyncio.get_running_loop()
    t = asyncio.create_task(bug())
    print(t)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    del t
    t = await helper()
    await asyncio.sleep(0)
    print(t)
    del t
    f = loop.create_future(); print(f)
    f.set_exception(ValueError("lost")); del f
    f = asyncio.Future(); print(f)
    f.set_exception(ValueError("lost too")); del f
    h = loop.call_soon(print, "soon", 1); print(h)
    th = loop.call_later(1, print, "later", [1, 2]); print(th); th.cancel(); print(th)
    h.cancel(); print(h, h.cancelled())
    th = loop.call_at(5, sys.stdout.write, "x"); print(th)
    await asyncio.sleep(0.1)
    pend = asyncio.create_task(asyncio.sleep(5), name="pend")
    async with asyncio.TaskGroup() as tg:
        tg.create_task(bug2())
    def handler(loop, ctx):
        print(sorted(ctx))
    loop.set_exception_handler(handler)
    loop.call_soon(lambda: int("y"))
    x = asyncio.create_task(bug()); await asyncio.sleep(0); await asyncio.sleep(0); del x
    await asyncio.sleep(0)

asyncio.run(main(), debug=True)
loop = asyncio.new_event_loop()
loop.set_debug(True)
t = loop.create_task(bug())
print(t)
try: loop.run_until_complete(t)
except Exception as e: print(e)
print(t)
loop.close()
