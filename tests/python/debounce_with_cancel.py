import asyncio
class Debounce:
    def __init__(self, d): self.d, self.t = d, None
    def call(self, v):
        if self.t: self.t.cancel()
        self.t = asyncio.create_task(self.fire(v))
    async def fire(self, v):
        await asyncio.sleep(self.d)
        print("fired", v, asyncio.get_running_loop().time())
async def main():
    d = Debounce(0.2)
    for i in range(4):
        d.call(i)
        await asyncio.sleep(0.1 if i < 2 else 0.3)
asyncio.run(main())
