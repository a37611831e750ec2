import asyncio
class Bus:
    def __init__(self): self.subs = []
    def subscribe(self):
        q = asyncio.Queue()
        self.subs.append(q)
        return q
    async def publish(self, m):
        for q in self.subs: await q.put(m)
async def listen(name, q):
    while (m := await q.get()) != "stop": print(name, m, asyncio.get_running_loop().time())
async def main():
    bus = Bus()
    ts = [asyncio.create_task(listen(n, bus.subscribe())) for n in "ab"]
    for m in ("one", "two", "stop"):
        await asyncio.sleep(0.1)
        await bus.publish(m)
    await asyncio.gather(*ts)
asyncio.run(main())
