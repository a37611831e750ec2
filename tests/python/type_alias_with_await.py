async def f():
    type X = (await g())
