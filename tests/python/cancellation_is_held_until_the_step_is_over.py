# The CancelledError of a timeout holds the task's frame until its callbacks have been queued: what is in its variables ends after that.
import asyncio


async def items():
    try:
        yield 1
    finally:
        print("closed")


async def by_timeout():
    generator = items()
    await anext(generator)
    try:
        async with asyncio.timeout(0.3):
            await asyncio.sleep(1)
    except TimeoutError:
        print("timed out")


async def by_wait_for():
    generator = items()
    await anext(generator)
    try:
        await asyncio.wait_for(asyncio.Barrier(2).wait(), 0.3)
    except TimeoutError:
        print("too late")


async def main(how):
    await asyncio.shield(asyncio.create_task(how()))
    print("main goes on")
    await asyncio.sleep(0.1)


asyncio.run(main(by_timeout))
asyncio.run(main(by_wait_for))
