import asyncio


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    future.add_done_callback(lambda f: print("done:", f.result()))

    def work():
        for name, call in (("call_soon", lambda: loop.call_soon(print, "never")),
                           ("call_later", lambda: loop.call_later(1, print, "never")),
                           ("call_at", lambda: loop.call_at(1, print, "never")),
                           ("set_result", lambda: future.set_result("by a thread"))):
            try:
                call()
            except RuntimeError as e:
                print(name, e)
        loop.call_soon_threadsafe(print, "call_soon_threadsafe is fine")

    await asyncio.to_thread(work)
    await asyncio.sleep(0.1)
    for wrong in (lambda: loop.call_later(1, 5), lambda: loop.call_soon_threadsafe(main)):
        try:
            wrong()
        except TypeError as e:
            print(str(e).partition(" <")[0])


asyncio.run(main(), debug=True)
