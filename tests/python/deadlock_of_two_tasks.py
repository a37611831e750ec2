"""Two tasks that wait for each other can't even be cancelled."""
import asyncio


async def wait_for_it(other):
    await other


async def main():
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: print(context["message"], context["task"].get_name()))
    first = asyncio.current_task()
    second = asyncio.create_task(wait_for_it(first))
    await asyncio.sleep(0)
    asyncio.get_running_loop().call_later(1, cancel, second)
    await second


def cancel(task):
    try:
        task.cancel()
    except RecursionError as e:
        print(e)
    raise SystemExit(0)


asyncio.run(main())
