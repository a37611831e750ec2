import asyncio
import threading
import time


def say(*words):
    print(f"{time.perf_counter():.2f}", threading.current_thread().name, *words)


async def job(n, delay):
    say("job", n)
    await asyncio.sleep(delay)
    say("job", n, "ends")
    return n


def in_a_thread(n, delay):
    return asyncio.run(job(n, delay))


async def main():
    print(await asyncio.gather(asyncio.to_thread(in_a_thread, 1, 0.5), job(2, 0.2), asyncio.to_thread(in_a_thread, 3, 0.3)))
    say("all done")
    try:
        await asyncio.to_thread(asyncio.get_running_loop().run_until_complete, coro := job(4, 1))
    except RuntimeError as e:
        print(e)
        coro.close()


asyncio.run(main())
