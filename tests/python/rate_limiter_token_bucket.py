import asyncio
class Bucket:
    def __init__(self, rate, per):
        self.rate, self.per, self.times = rate, per, []
        self.lock = asyncio.Lock()
    async def __aenter__(self):
        async with self.lock:
            loop = asyncio.get_running_loop()
            while True:
                now = loop.time()
                self.times = [t for t in self.times if now - t < self.per]
                if len(self.times) < self.rate: break
                await asyncio.sleep(self.per - (now - self.times[0]))
            self.times.append(loop.time())
    async def __aexit__(self, *a): pass
async def main():
    b = Bucket(2, 1.0)
    async def w(i):
        async with b:
            print(i, round(asyncio.get_running_loop().time(), 3))
    await asyncio.gather(*(w(i) for i in range(6)))
asyncio.run(main())
