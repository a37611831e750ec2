"""asyncio makes its tasks by the create_task of the program's own loop, and tells its call_exception_handler."""
import asyncio


class Counting(asyncio.SelectorEventLoop):
    def __init__(self):
        super().__init__()
        self.made = []

    def create_task(self, coro, **options):
        task = super().create_task(coro, **options)
        self.made.append((coro.__qualname__, sorted(options), task.get_name()))
        return task

    def call_exception_handler(self, context):
        print("told:", context["message"], repr(context.get("exception")))


async def child(n):
    await asyncio.sleep(n)
    return n


async def fails():
    raise ValueError("nobody asks")


async def main():
    print(await asyncio.create_task(child(1)))
    print(await asyncio.create_task(child(0), name="named"))
    print(await asyncio.gather(child(1), child(0)))
    async with asyncio.TaskGroup() as group:
        group.create_task(child(2))
        group.create_task(child(1), name="grouped")
    print(await asyncio.wait_for(child(1), 2))
    print(await asyncio.ensure_future(child(0.5)))
    loop = asyncio.get_running_loop()
    task = loop.create_task(fails())
    await asyncio.sleep(0)
    del task
    loop.call_soon(lambda: 1 / 0)
    await asyncio.sleep(0)
    return loop


with asyncio.Runner(loop_factory=Counting) as runner:
    loop = runner.run(main())
    print(*loop.made, sep="\n")
print(len(loop.made), loop.is_closed())
plain = Counting()
try:
    print(plain.run_until_complete(child(1)))
finally:
    plain.close()
print(plain.made)
