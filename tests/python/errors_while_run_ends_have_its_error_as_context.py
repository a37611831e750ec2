# asyncio.run cancels what is left while the main task's error is being handled: what is raised meanwhile has that as its context.
import asyncio


def chain(e):
    out = []
    while e is not None:
        out.append(repr(e))
        e = e.__context__
    return " < ".join(out)


async def cleans_up(name):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as e:
        print(name, chain(e))
        try:
            raise KeyError(name)
        except KeyError as e:
            print(name, chain(e))
        await asyncio.sleep(0.1)


async def waits_for_a_thread():
    try:
        await asyncio.to_thread(lambda: None)
        await asyncio.get_running_loop().create_future()
    finally:
        try:
            await asyncio.wait_for(asyncio.sleep(1), 0.1)
        except TimeoutError as e:
            print(chain(e), "|", chain(e.__cause__))


async def main(error):
    tasks = [asyncio.create_task(cleans_up("a")), asyncio.create_task(waits_for_a_thread())]
    await asyncio.sleep(1)
    if error:
        raise error
    del tasks


for error in None, ValueError("main"):
    try:
        asyncio.run(main(error))
    except ValueError as e:
        print("run raised", chain(e))

try:
    raise RuntimeError("handled around")
except RuntimeError:
    try:
        asyncio.run(asyncio.wait_for(asyncio.sleep(1), 0.5))
    except TimeoutError as e:
        print(chain(e))

with asyncio.Runner() as runner:
    runner.get_loop().create_task(cleans_up("b"))
    runner.run(main(OSError("last")))
