"""A loop subclass with attributes and methods of its own; a policy."""
import asyncio

class CountingLoop(asyncio.SelectorEventLoop):
    def __init__(self):
        super().__init__()
        self.calls = 0
        self.log = []
    def call_soon(self, callback, *args, context=None):
        self.calls += 1
        return super().call_soon(callback, *args, context=context)
    def later(self, delay, fn, *args):
        self.log.append((delay, fn.__name__))
        return self.call_later(delay, fn, *args)

class Policy(asyncio.DefaultEventLoopPolicy):
    def new_event_loop(self):
        loop = CountingLoop()
        loop.tag = "made by policy"
        return loop

async def main():
    loop = asyncio.get_running_loop()
    print(type(loop).__name__, isinstance(loop, CountingLoop), loop.tag)
    loop.later(0.1, print, "later")
    await asyncio.sleep(0.2)
    print(loop.log, loop)
    loop.call_soon(print, "by hand")
    await asyncio.sleep(0)
    print(loop.calls > 0)

asyncio.set_event_loop_policy(Policy())
asyncio.run(main())
asyncio.set_event_loop_policy(None)
loop = asyncio.new_event_loop()
loop.extra = [1, 2]
print(loop.extra, hasattr(loop, "nothing"))
loop.close()
