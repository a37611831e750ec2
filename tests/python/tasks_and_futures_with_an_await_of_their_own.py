"""A Future whose class has an __await__ of its own: await, gather, wait_for and wait use it, or not, as CPython does."""
import asyncio


class Doubled(asyncio.Future):
    def __await__(self):
        print("awaiting")
        r = yield from super().__await__()
        return r * 2

    def __del__(self):
        super().__del__()
        print("gone")


async def main():
    f = Doubled()
    asyncio.get_running_loop().call_later(1, f.set_result, 21)
    print(await f)
    print(await asyncio.gather(f, f))
    print(await asyncio.wait_for(f, 1))
    done, _ = await asyncio.wait([f])
    print([await d for d in done])
    print(await asyncio.shield(f))
    del f, done


asyncio.run(main())
