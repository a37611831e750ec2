"""Subclasses of asyncio's structures."""
import asyncio, heapq, collections
class UniqueQueue(asyncio.Queue):
    def _init(self, maxsize): self._queue = collections.OrderedDict()
    def _put(self, item): self._queue[item] = None
    def _get(self): return self._queue.popitem(last=False)[0]
class MaxHeap(asyncio.PriorityQueue):
    def _put(self, item): heapq.heappush(self._queue, tuple(-x if isinstance(x, int) else x for x in item))
    def _get(self): p, *r = heapq.heappop(self._queue); return (-p, *r)
class Named(asyncio.Lock):
    def __init__(self, name): super().__init__(); self.name = name; self.history = []
    async def acquire(self): self.history.append((asyncio.current_task().get_name(), "wants")); r = await super().acquire(); self.history.append((asyncio.current_task().get_name(), "has")); return r
    def release(self): super().release(); self.history.append("released")
class Counting(asyncio.Semaphore):
    peak = now = 0
    async def __aenter__(self): await super().__aenter__(); type(self).now += 1; type(self).peak = max(self.peak, self.now); return self
    async def __aexit__(self, *a): type(self).now -= 1; await super().__aexit__(*a)
class Ev(asyncio.Event):
    def set(self): print("set called"); super().set()
    async def wait(self, timeout=None):
        try: return await asyncio.wait_for(super().wait(), timeout)
        except TimeoutError: return False
class Group(asyncio.TaskGroup):
    async def __aexit__(self, et, e, tb):
        print("leaving", et); return await super().__aexit__(et, e, tb)
    def spawn(self, fn, *a): return self.create_task(fn(*a), name=f"{fn.__name__}{a}")
class AutoCancel(asyncio.Timeout):
    async def __aexit__(self, *a):
        r = await super().__aexit__(*a); print("timeout exit", self.expired(), r); return r
async def main():
    q = UniqueQueue(); [q.put_nowait(x) for x in "abcab"]; print(q.qsize(), [await q.get() for _ in range(3)])
    m = MaxHeap(); [m.put_nowait(x) for x in ((1, "low"), (9, "high"), (5, "mid"))]; print([m.get_nowait() for _ in range(3)])
    l = Named("L")
    async def use(n):
        async with l: await asyncio.sleep(0.1)
    await asyncio.gather(*(asyncio.create_task(use(i), name=f"u{i}") for i in range(2))); print(l.history, l.name)
    s = Counting(2)
    async def lim():
        async with s: await asyncio.sleep(0.1)
    await asyncio.gather(*(lim() for _ in range(5))); print(s.peak, s.now)
    e = Ev(); print(await e.wait(0.1)); asyncio.get_running_loop().call_later(0.1, e.set); print(await e.wait(1))
    async def job(a, b): await asyncio.sleep(a); return a + b
    async with Group() as g: t = g.spawn(job, 0.1, 2)
    print(t)
    try:
        async with Group() as g: g.spawn(job, 0.1, None); await asyncio.sleep(1)
    except* TypeError as eg: print(eg.exceptions)
    try:
        async with AutoCancel(asyncio.get_running_loop().time() + 0.1): await asyncio.sleep(1)
    except TimeoutError as e: print("TimeoutError", e.args)
asyncio.run(main())
