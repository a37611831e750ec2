import asyncio, signal, os

async def worker():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("worker cancelled")
        raise

async def main(swallow=False, again=False):
    print(signal.getsignal(signal.SIGINT) is signal.default_int_handler, type(signal.getsignal(signal.SIGINT)).__name__)
    task = asyncio.create_task(worker())
    asyncio.get_running_loop().call_later(0.5, signal.raise_signal, signal.SIGINT)
    if again:
        asyncio.get_running_loop().call_later(0.7, signal.raise_signal, signal.SIGINT)
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError as e:
        print("main cancelled", e.args, asyncio.current_task().cancelling())
        if swallow:
            await asyncio.sleep(1)
            print("goes on")
            return 5
        if again:
            await asyncio.sleep(1)
        raise
    finally:
        print("cleaning up")

for kw in ({}, {"swallow": True}, {"again": True}):
    try:
        print(kw, asyncio.run(main(**kw)))
    except KeyboardInterrupt as e:
        print("KeyboardInterrupt", e.args, type(e.__context__).__name__)
    print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)

async def now():
    signal.raise_signal(signal.SIGINT)
    print("goes on to the next await")
    await asyncio.sleep(0)
    print("not here")
try:
    asyncio.run(now())
except KeyboardInterrupt:
    print("KeyboardInterrupt")

async def own():
    signal.signal(signal.SIGINT, lambda n, f: print("own", n))
    signal.raise_signal(signal.SIGINT)
    await asyncio.sleep(0)
asyncio.run(own())
print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)
asyncio.run(asyncio.sleep(0))
signal.raise_signal(signal.SIGINT)
signal.signal(signal.SIGINT, signal.default_int_handler)

async def other():
    async def one():
        await asyncio.sleep(1)
    t = asyncio.create_task(one())
    await asyncio.sleep(0.1)
    t.cancel()
    asyncio.current_task().cancel()
    signal.raise_signal(signal.SIGINT)
    await t
try:
    asyncio.run(other())
except BaseException as e:
    print(type(e).__name__)

async def last():
    await asyncio.sleep(0.1)
    os.kill(os.getpid(), signal.SIGINT)
    await asyncio.sleep(5)
with asyncio.Runner() as runner:
    try:
        runner.run(last())
    except KeyboardInterrupt:
        print("from runner.run")
    print(runner.run(asyncio.sleep(1, "still usable")))
asyncio.run(last())
