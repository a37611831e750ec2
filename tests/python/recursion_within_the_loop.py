"""The functions of asyncio that run the loop count towards the recursion limit, in every way a program gets into it."""
import asyncio

depth = 0


def deeper():
    global depth
    depth += 1
    deeper()


async def await_deeper():
    global depth
    depth += 1
    await await_deeper()


def reach(what):
    global depth
    depth = 0
    try:
        deeper()
    except RecursionError as e:
        print(what, depth, e)


async def reaches(what):
    global depth
    reach(what)
    depth = 0
    try:
        await await_deeper()
    except RecursionError as e:
        print(what, "awaiting", depth, e)


async def main():
    loop = asyncio.get_running_loop()
    await reaches("asyncio.run")
    await asyncio.create_task(reaches("task"))
    loop.call_soon(reach, "call_soon")
    future = loop.create_future()
    future.add_done_callback(lambda f: reach("done callback"))
    future.set_result(None)
    await asyncio.sleep(0)
    await asyncio.wait_for(reaches("wait_for"), 3)
    await asyncio.gather(reaches("gather"))
    async with asyncio.timeout(1):
        reach("timeout")


reach("module")
asyncio.run(main())
loop = asyncio.new_event_loop()
loop.run_until_complete(reaches("run_until_complete"))
loop.call_soon(reach, "run_forever")
loop.call_soon(loop.stop)
loop.run_forever()
loop.close()
with asyncio.Runner() as runner:
    runner.run(reaches("Runner.run"))


async def endless(n):
    await endless(n + 1)


asyncio.run(endless(0))
