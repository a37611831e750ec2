# What asyncio has in Python complains of arguments as Python functions do.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    queue, lock, event, condition = asyncio.Queue(), asyncio.Lock(), asyncio.Event(), asyncio.Condition()
    barrier, semaphore, future = asyncio.Barrier(1), asyncio.BoundedSemaphore(), loop.create_future()
    cases = [
        lambda: asyncio.sleep(), lambda: asyncio.sleep(1, 2, 3), lambda: asyncio.sleep(1, foo=2), lambda: asyncio.sleep(1, delay=2),
        lambda: asyncio.wait_for(), lambda: asyncio.wait_for(1), lambda: asyncio.wait_for(1, 2, 3), lambda: asyncio.wait_for(1, timout=2),
        lambda: asyncio.wait(), lambda: asyncio.wait([], 1), lambda: asyncio.wait([], 1, timeout=2), lambda: asyncio.shield(1, 2),
        lambda: asyncio.timeout(), lambda: asyncio.create_task(), lambda: asyncio.create_task(1, 2), lambda: asyncio.create_task(future, nam="x"),
        lambda: asyncio.gather(1, return_exception=True), lambda: asyncio.to_thread(), lambda: asyncio.as_completed([], 1),
        lambda: asyncio.run(), lambda: asyncio.all_tasks(1, 2), lambda: asyncio.current_task(1, 2), lambda: asyncio.get_running_loop(1),
        lambda: asyncio.new_event_loop(1), lambda: asyncio.run_coroutine_threadsafe(1), lambda: asyncio.ensure_future(),
        lambda: queue.put(), lambda: queue.put(1, 2), lambda: queue.get(1), lambda: queue.put_nowait(), lambda: queue.get(timeout=1),
        lambda: lock.acquire(1), lambda: lock.acquire(blocking=False), lambda: event.wait(1), lambda: event.wait(timeout=1),
        lambda: condition.wait_for(), lambda: condition.notify(1, 2), lambda: barrier.wait(1), lambda: semaphore.acquire(1),
        lambda: loop.call_soon(), lambda: loop.create_future(1), lambda: loop.stop(1), lambda: asyncio.timeout_at(),
    ]
    for number, case in enumerate(cases):
        try:
            print(number, case())
        except TypeError as e:
            print(number, e)


asyncio.run(main())
