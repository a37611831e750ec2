"""What __await__ gives can be gone through by a for, by next() and by send()."""
import asyncio


class Through:
    def __init__(self, inner):
        self.inner = inner

    def __await__(self):
        for step in self.inner.__await__():
            yield step
        return "through"


async def work(value):
    await asyncio.sleep(1)
    return value


async def main():
    loop = asyncio.get_running_loop()
    for value in (None, 3):
        future = loop.create_future()
        loop.call_later(1, future.set_result, value)
        for inner in (asyncio.create_task(work(value)), asyncio.sleep(0, value), work(value), future):
            print(await Through(inner))
    done = loop.create_future()
    done.set_result("kept")
    for ended in (done.__await__(), asyncio.sleep(0, "slept").__await__(), work("worked").__await__()):
        try:
            print("yields", next(ended))
            ended.send(None)
        except StopIteration as e:
            print("ends with", e.value)
        except RuntimeError as e:
            print(e)
    print(list(done.__await__()), next(iter(done.__await__()), "default"))


asyncio.run(main())
