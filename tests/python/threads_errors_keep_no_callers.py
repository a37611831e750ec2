"""What fails in a thread holds that thread's frames, not those of whoever gave it the job: they go when their task does."""
import asyncio
import concurrent.futures
import time


class Watched:
    def __del__(self):
        print("freed")


def fails(result):
    time.sleep(0.2)
    raise KeyError(result)


async def leaves_the_error_in_the_pool():
    watched = Watched()
    with concurrent.futures.ThreadPoolExecutor() as pool:
        job = asyncio.get_running_loop().run_in_executor(pool, fails, 1)


async def looks_away():
    watched = Watched()
    job = asyncio.get_running_loop().run_in_executor(None, fails, 2)
    await asyncio.sleep(0.3)


async def handles_another():
    try:
        raise ValueError("being handled")
    except ValueError:
        try:
            await asyncio.to_thread(fails, 3)
        except KeyError as e:
            print(repr(e), repr(e.__context__))


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: print(context["message"], repr(context["exception"])))
    for work in (leaves_the_error_in_the_pool, looks_away, handles_another):
        await asyncio.create_task(work())
        await asyncio.sleep(1)
    print("end")


asyncio.run(main())
