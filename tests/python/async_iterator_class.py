import asyncio
class Ticker:
    def __init__(self, n, d): self.n, self.d, self.i = n, d, 0
    def __aiter__(self): return self
    async def __anext__(self):
        if self.i >= self.n: raise StopAsyncIteration
        self.i += 1
        await asyncio.sleep(self.d)
        return self.i
async def main():
    async for i in Ticker(3, 0.1): print(i)
    print([x async for x in Ticker(4, 0.1) if x % 2 == 0], await anext(Ticker(1, 0)), await anext(Ticker(0, 0), "none"))
asyncio.run(main())
