# gc.collect() frees what only a ring keeps: weak references die, then finalizers run in the order of making, then "Task was destroyed".
import asyncio
import gc
import weakref


class Node:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def rings():
    a, b, c = Node("a"), Node("b"), Node("c")
    a.next, b.next, c.next = b, c, a
    known = weakref.ref(a, lambda ref: print("a is gone:", ref()))
    del a, b, c
    print("three nodes:", gc.collect(), known())
    items = []
    items.append(items)
    table = {"items": [1, 2]}
    table["self"] = table
    del items, table
    print("a list and a dict with a list:", gc.collect())

    class Phoenix:
        def __init__(self):
            self.me = self

        def __del__(self):
            print("rises")
            ashes.append(self)

    ashes = []
    Phoenix()
    print("one that comes back:", gc.collect(), len(ashes))
    ashes.clear()
    print("its second end:", gc.collect())
    bound = Node("bound")
    bound.method = bound.__init__
    del bound
    print("a bound method:", gc.collect())

    def recursive(n):
        return n and recursive(n - 1)

    del recursive
    print("a function that knows itself:", gc.collect())
    try:
        raise ValueError("kept")
    except ValueError as e:
        kept = e
        where = e.__traceback__.tb_frame
    print("still there:", where.f_locals["kept"] is kept)
    print("generation", gc.collect(0), gc.is_tracked([]), gc.is_tracked((1, "a")))


def generator(name):
    own = yield
    try:
        yield own
    finally:
        print(name, "closed")


async def on_future():
    await asyncio.get_running_loop().create_future()


async def on_event():
    event = asyncio.Event()
    await event.wait()


async def on_queue():
    await asyncio.Queue().get()


async def on_full_queue():
    queue = asyncio.Queue(1)
    queue.put_nowait(1)
    await queue.put(2)


async def on_lock():
    lock = asyncio.Lock()
    await lock.acquire()
    async with lock:
        pass


async def on_semaphore():
    async with asyncio.Semaphore(0):
        pass


async def on_condition():
    condition = asyncio.Condition()
    async with condition:
        await condition.wait_for(lambda: False)


async def on_barrier():
    await asyncio.Barrier(2).wait()


async def on_join():
    queue = asyncio.Queue()
    queue.put_nowait(1)
    await queue.join()


async def on_shield():
    await asyncio.shield(asyncio.get_running_loop().create_future())


async def on_wait_for():
    await asyncio.wait_for(asyncio.get_running_loop().create_future(), None)


async def on_wait():
    await asyncio.wait([asyncio.get_running_loop().create_future()])


async def on_nested():
    await on_event()


async def items():
    while True:
        await asyncio.Event().wait()
        yield 1


async def on_generator():
    async for item in items():
        print(item)


async def closes(name):
    try:
        await asyncio.Event().wait()
    finally:
        print(name, "lets go")


async def held(future):
    await future


async def main():
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: print(context["message"], context["task"].get_name()))
    waits = (on_future, on_event, on_queue, on_full_queue, on_lock, on_semaphore, on_condition, on_barrier, on_join, on_shield, on_wait_for,
             on_wait, on_nested, on_generator)
    for wait in waits:
        asyncio.create_task(wait(), name=wait.__name__)
        await asyncio.sleep(0.1)
        gc.collect()
        await asyncio.sleep(0)
    tasks = [weakref.ref(asyncio.create_task(closes(n), name=f"closes {n}")) for n in (1, 2, 3)]
    await asyncio.sleep(0.1)
    gc.collect()
    print([task() for task in tasks])
    asyncio.gather(closes("gathered"), closes("with it"))
    await asyncio.sleep(0.1)
    gc.collect()
    future = asyncio.get_running_loop().create_future()
    task = weakref.ref(asyncio.create_task(held(future)))
    asyncio.create_task(asyncio.sleep(0.5), name="sleeps")
    await asyncio.sleep(0.1)
    gc.collect()
    print("what others hold stays:", task() is not None, len(asyncio.all_tasks()))
    future.set_result(None)
    await asyncio.sleep(0)
    one = generator("generator")
    next(one)
    one.send(one)
    del one
    gc.collect()


rings()
asyncio.run(main())
