import asyncio
async def g():
    x = None
    while True:
        try:
            x = yield x
            print("got", x)
        except ValueError as e:
            print("thrown", e)
            x = "recovered"
async def main():
    a = g()
    print(await a.asend(None))
    print(await a.asend(1))
    print(await a.athrow(ValueError("v")))
    await a.aclose()
    try:
        await a.asend(2)
    except StopAsyncIteration as e:
        print("over", e.args)
asyncio.run(main())
