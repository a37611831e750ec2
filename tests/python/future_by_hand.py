import asyncio
async def main():
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    f.add_done_callback(lambda f: print("callback", f.result()))
    loop.call_later(1, f.set_result, "value")
    print(await f, f.done())
    try:
        f.set_result(1)
    except asyncio.InvalidStateError as e:
        print(e)
    g = loop.create_future()
    try:
        g.result()
    except asyncio.InvalidStateError as e:
        print(e)
    g.cancel("msg")
    try:
        await g
    except asyncio.CancelledError as e:
        print("cancelled", e.args)
    h = loop.create_future()
    h.set_exception(ValueError("x"))
    try:
        await h
    except ValueError as e:
        print(repr(e), h.exception() is e)
    try:
        loop.create_future().set_exception(StopIteration())
    except TypeError as e:
        print(e)
asyncio.run(main())
