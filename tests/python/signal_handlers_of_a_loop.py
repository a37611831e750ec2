import asyncio, os, signal, contextvars

def plain(n, frame):
    print("plain", n)

async def both():
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, print, "loop handler")
    signal.signal(signal.SIGTERM, plain)
    print("raise")
    signal.raise_signal(signal.SIGTERM)
    for i in range(4):
        print("turn", i)
        await asyncio.sleep(0)
    print(signal.getsignal(signal.SIGTERM) is plain)
    return loop
loop = asyncio.run(both())
print("after run", signal.getsignal(signal.SIGTERM), loop.is_closed())
signal.signal(signal.SIGTERM, plain)
signal.raise_signal(signal.SIGTERM)

async def order():
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGUSR1, print, "handled")
    print(callable(signal.getsignal(signal.SIGUSR1)))
    loop.call_soon(print, "queued before")
    signal.raise_signal(signal.SIGUSR1)
    loop.call_soon(print, "queued behind")
    loop.call_later(0, print, "timer")
    for i in range(4):
        print("turn", i)
        await asyncio.sleep(0)
    os.kill(os.getpid(), signal.SIGUSR1)
    print("waits")
    await asyncio.sleep(1)
    print(loop.time())
    async def coro(): pass
    for bad in (coro, coro()):
        try:
            loop.add_signal_handler(signal.SIGUSR1, bad)
        except TypeError as e:
            print(e)
    bad.close()
    for what in ("x", 99, 9):
        for f in (lambda: loop.add_signal_handler(what, print), lambda: loop.remove_signal_handler(what)):
            try:
                print(f())
            except Exception as e:
                print(type(e).__name__, e)
    print(loop.remove_signal_handler(signal.SIGUSR1), signal.getsignal(signal.SIGUSR1), loop.remove_signal_handler(signal.SIGUSR1))
    loop.add_signal_handler(signal.SIGUSR1, print, "handled")
asyncio.run(order())
print(signal.getsignal(signal.SIGUSR1), signal.getsignal(signal.SIGUSR2), signal.getsignal(signal.SIGINT) is signal.default_int_handler)
async def handled():
    asyncio.get_running_loop().add_signal_handler(signal.SIGINT, print, "stop please")
    signal.raise_signal(signal.SIGINT)
    await asyncio.sleep(0.1)
    asyncio.get_running_loop().remove_signal_handler(signal.SIGINT)
    signal.raise_signal(signal.SIGINT)
try: asyncio.run(handled())
except KeyboardInterrupt: print("KI")
async def never():
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGUSR1, print, "not seen")
    signal.raise_signal(signal.SIGUSR1)
asyncio.run(never())
async def again():
    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, print, "seen")
    signal.raise_signal(signal.SIGUSR1)
    signal.raise_signal(signal.SIGUSR1)
    await asyncio.sleep(0.1)
asyncio.run(again())
