# What is raised by awaiting or asking inside an except clause has the exception handled there as its context.
import asyncio
def mk(how):
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    try:
        try: raise OSError('inner')
        except OSError: raise ValueError('v')
    except ValueError as e:
        if how: f.set_exception(e)
        else: f.cancel('m')
    return f
async def bad():
    try: raise OSError('inner')
    except OSError: raise ValueError('v')
async def badlater():
    await asyncio.sleep(0.1)
    try: raise OSError('inner')
    except OSError: raise ValueError('v')
def chain(e):
    out = []
    while e is not None:
        out.append(repr(e)); e = e.__context__
    return ' < '.join(out)
async def main():
    async def g(f): return await f
    async def taskaw(): return await asyncio.create_task(badlater())
    async def gath(): return await asyncio.gather(badlater(), badlater())
    async def tg():
        async with asyncio.TaskGroup() as t: t.create_task(badlater())
    async def wf(): return await asyncio.wait_for(badlater(), 1)
    async def to(): return await asyncio.wait_for(asyncio.sleep(1), 0.1)
    async def sh(): return await asyncio.shield(badlater())
    async def th(): return await asyncio.to_thread(lambda: 1/0)
    async def q(): asyncio.Queue().get_nowait()
    async def lk(): asyncio.Lock().release()
    async def ac():
        for c in asyncio.as_completed([badlater()]): await c
    async def ac2():
        for c in asyncio.as_completed([asyncio.sleep(1)], timeout=0.1): await c
    async def res(): mk(1).result()
    async def resc(): mk(0).result()
    async def aw(): await mk(1)
    async def awc(): await mk(0)
    async def pre(): f = mk(1); asyncio.get_running_loop().call_soon(lambda: 0); await asyncio.sleep(0.1); await f
    async def pend():
        f = asyncio.get_running_loop().create_future(); asyncio.get_running_loop().call_later(0.1, f.set_exception, ValueError('p')); await f
    async def can():
        asyncio.current_task().cancel(); await asyncio.sleep(0.1)
    async def can2():
        f = asyncio.get_running_loop().create_future(); asyncio.get_running_loop().call_later(0.1, f.cancel); await f
    async def bar():
        b = asyncio.Barrier(2); await b.abort(); await b.wait()
    async def tmo():
        async with asyncio.timeout(0.1): await asyncio.sleep(1)
    async def inv(): asyncio.get_running_loop().create_future().result()
    async def direct(): await bad()
    async def gen():
        async def a():
            yield 1
            raise ValueError('ag')
        async for _ in a(): pass
    async def nxt(): next(iter([]))
    async def anx():
        async def a():
            yield 1
        x = a(); await anext(x); await anext(x)
    for fn in (taskaw, gath, tg, wf, to, sh, th, q, lk, ac, ac2, res, resc, aw, awc, pre, pend, can, can2, bar, tmo, inv, direct, gen, nxt, anx):
        try:
            try: raise KeyError('around')
            except KeyError:
                await fn()
        except BaseException as e:
            print(fn.__name__, chain(e), '| cause', chain(e.__cause__))
        while asyncio.current_task().cancelling(): asyncio.current_task().uncancel()
try:
    raise RuntimeError('outermost')
except RuntimeError:
    asyncio.run(main())
    async def x(): await asyncio.sleep(0); raise KeyError('x')
    try: asyncio.run(x())
    except KeyError as e: print(chain(e))
    loop = asyncio.new_event_loop()
    try: loop.run_until_complete(bad())
    except ValueError as e: print(chain(e))
    f = loop.create_future(); loop.call_soon(f.cancel)
    try: loop.run_until_complete(f)
    except BaseException as e: print(chain(e))
