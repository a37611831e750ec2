"""gather() takes what it is given as keys of a dict; __init__ gives None; wait() adds its timeout to the time."""
import asyncio


class Gen:
    def __init__(self):
        yield 1


class Client:
    async def __init__(self, url):
        self.url = url


class Deaf(Client):
    pass


async def work(n):
    await asyncio.sleep(1)
    print("worked", n)
    return n


async def attempt(make):
    coroutines = [work(1), work(2)]
    try:
        print(await make(coroutines))
    except Exception as e:
        print(type(e).__name__, e)
    for c in coroutines:
        c.close()


async def main():
    for make in (lambda c: asyncio.gather(c), lambda c: asyncio.gather({1: 2}), lambda c: asyncio.gather(set()), lambda c: asyncio.gather(5),
                 lambda c: asyncio.gather((1, [])), lambda c: asyncio.gather(tuple(c))):
        await attempt(make)
    try:
        await asyncio.gather(work("first"), [])
    except TypeError as e:
        print(e)
    await asyncio.sleep(2)
    for make in (Gen, lambda: Deaf("y")):
        try:
            make()
        except TypeError as e:
            print(e)
    task = asyncio.create_task(work(3))
    try:
        await asyncio.wait([task], timeout="1")
    except TypeError as e:
        print(e)
    print(asyncio.current_task(5), asyncio.all_tasks(5))
    for make in (asyncio.Semaphore, asyncio.Barrier):
        try:
            make("a")
        except TypeError as e:
            print(e)
    await task


asyncio.run(main())
Client("x")
