# A future's exception holds the frames it passed through, those their callers: what is in their variables lives until the run ends.
import asyncio
import contextlib


async def items():
    try:
        yield 1
    finally:
        print("closed")
        await asyncio.sleep(0)


async def fails():
    await asyncio.sleep(0)
    raise ValueError("it")


async def by_as_completed():
    try:
        for one in asyncio.as_completed([fails()]):
            await one
    except ValueError as e:
        print("as_completed:", e)


async def by_wait_for():
    task = asyncio.create_task(fails())
    try:
        await asyncio.wait_for(task, 5)
    except ValueError as e:
        print("wait_for:", e)


async def by_future():
    future = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_later(1, future.set_exception, ValueError("later"))
    try:
        await future
    except ValueError as e:
        print("future:", e)


async def main(how):
    await how()
    async with contextlib.aclosing(items()) as generator:
        async for _ in generator:
            break


for how in (by_as_completed, by_wait_for, by_future):
    asyncio.run(main(how))      # the generator is still there at the end, closed: a task shuts it down again
