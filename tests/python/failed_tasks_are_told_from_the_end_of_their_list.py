"""The error that ends a program holds the frame of main: what failed beside it is told at the end, as the collector came to know it."""
import asyncio


async def fails(n):
    raise ValueError(n)


async def main():
    first, second = asyncio.create_task(fails("first")), asyncio.create_task(fails("second"))
    tasks = [asyncio.create_task(fails(n)) for n in range(4)]
    by_name = {name: asyncio.create_task(fails(name)) for name in ("x", "y")}
    done, _ = await asyncio.wait([asyncio.create_task(fails("waited for")), *tasks])
    print(len(done), len(by_name), first.done(), second.done())
    for task in tasks[1:]:
        print(task.result())


asyncio.run(main())
