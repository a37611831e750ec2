import asyncio
import inspect
async def f(): pass
def g(): pass
async def ag(): yield
print(asyncio.iscoroutinefunction(f), asyncio.iscoroutinefunction(g), inspect.iscoroutinefunction(f))
c = f()
print(asyncio.iscoroutine(c), inspect.isawaitable(c), inspect.isasyncgenfunction(ag), inspect.isasyncgen(ag()))
c.close()
async def main():
    fut = asyncio.ensure_future(asyncio.sleep(0.1, "x"))
    print(asyncio.isfuture(fut), await fut)
    try:
        asyncio.ensure_future(5)
    except TypeError as e:
        print(e)
    try:
        asyncio.create_task(5)
    except TypeError as e:
        print(e)
asyncio.run(main())
