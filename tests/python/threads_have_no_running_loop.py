import asyncio


async def job():
    return 5


def attempt(name, function):
    try:
        print(name, type(function()).__name__)
    except RuntimeError as e:
        print(name, repr(e))


async def main():
    loop = asyncio.get_running_loop()

    def work():
        attempt("get_running_loop", asyncio.get_running_loop)
        attempt("get_event_loop", asyncio.get_event_loop)
        attempt("current_task", asyncio.current_task)
        attempt("current_task of the loop", lambda: asyncio.current_task(loop))
        attempt("all_tasks", asyncio.all_tasks)
        attempt("all_tasks of the loop", lambda: len(asyncio.all_tasks(loop)))
        attempt("create_task", lambda: asyncio.create_task(job()))
        attempt("ensure_future", lambda: asyncio.ensure_future(job()))
        attempt("gather", lambda: asyncio.gather(job()))
        attempt("shield", lambda: asyncio.shield(job()))
        attempt("timeout", lambda: asyncio.timeout(1))
        attempt("Future", asyncio.Future)
        attempt("Queue", asyncio.Queue)
        loop.call_soon_threadsafe(print, "called by the loop")

    await asyncio.to_thread(work)
    await asyncio.sleep(0)
    print(asyncio.get_running_loop() is loop, asyncio.get_event_loop() is loop)


asyncio.run(main())
