# asyncio.eager_task_factory: a task's first step is made where it is created; only one that waits is scheduled.
import asyncio
import contextvars

var = contextvars.ContextVar("var", default="main's")


async def quick(n):
    print("quick", n, asyncio.current_task().get_coro().__name__, var.get())
    return n


async def slow(n, delay=0.1):
    print("slow", n, "begins")
    var.set(f"slow's {n}")
    await asyncio.sleep(delay)
    print("slow", n, "goes on", var.get())
    return n


async def fails(delay=None):
    if delay is not None:
        await asyncio.sleep(delay)
    raise ValueError("failed")


async def nested():
    inner = asyncio.create_task(slow(7, 0))
    print("inner done:", inner.done())
    return await inner


async def main():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(asyncio.eager_task_factory)
    a, b = asyncio.create_task(quick(1)), asyncio.create_task(slow(2))
    print(a.done(), b.done(), var.get(), asyncio.current_task().get_coro().__name__)
    print(await a, await b, await asyncio.gather(quick(3), slow(4), quick(5)))
    failed = asyncio.create_task(fails())
    print(failed.done(), repr(failed.exception()))
    print(await nested())
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(slow(6, 1))
            group.create_task(fails(0.2))
            print(group.create_task(quick(8)).result())
    except* ValueError as e:
        print(e.exceptions)
    done, pending = await asyncio.wait([asyncio.create_task(quick(9)), asyncio.create_task(slow(10))], return_when="FIRST_COMPLETED")
    print(len(done), len(pending))
    cancelled = asyncio.create_task(slow(11))
    cancelled.cancel("changed my mind")
    try:
        await cancelled
    except asyncio.CancelledError as e:
        print(e.args)
    try:
        await asyncio.wait_for(slow(12, 5), 0.5)
    except TimeoutError:
        print("too late")
    print(sorted(t.get_coro().__name__ for t in asyncio.all_tasks()))
    asyncio.create_task(slow(13))


asyncio.run(main())
