# After the report of an uncaught error its frames end: a failed task nobody asked, a coroutine nobody awaited are told then.
import asyncio


class Loud:
    def __del__(self):
        print("Loud is gone")


async def fails():
    raise TimeoutError("nobody asks")


async def main():
    loud = Loud()
    task = asyncio.create_task(fails())
    await asyncio.sleep(0)
    never = asyncio.sleep(1)
    return 1 / 0


kept = [fails()]
asyncio.run(main())
