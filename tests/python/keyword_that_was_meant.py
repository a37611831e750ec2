import asyncio, json
from dataclasses import dataclass
def f(alpha, beta=1): pass
class C:
    def __init__(self, name): pass
@dataclass
class D:
    name: str
for fn in (lambda: f(1, betta=2), lambda: C(nam="x"), lambda: D(nme="x"), lambda: print(sepp=1), lambda: sorted([], ke=1), lambda: int("1", bas=2), lambda: "".split(sepp=1), lambda: asyncio.sleep(dela=1), lambda: asyncio.Queue(maxsiz=1), lambda: asyncio.Semaphore(valu=1), lambda: asyncio.gather(return_exception=True), lambda: asyncio.wait([], timeou=1), lambda: json.dumps(1, inden=2), lambda: max([1], ke=1), lambda: open("x", mod="r"), lambda: enumerate([], star=1), lambda: zip([], stric=True), lambda: dict(a=1).get("a", default=3), lambda: asyncio.Event(lop=1), lambda: asyncio.timeout(dela=1), lambda: asyncio.TaskGroup(3), lambda: asyncio.Lock(3), lambda: "{x}".format(y=1), lambda: sum([], star=1), lambda: round(1.5, ndigit=1), lambda: [].sort(ke=1), lambda: asyncio.Barrier(), lambda: asyncio.to_thread(), lambda: asyncio.run(), lambda: asyncio.run(main_=1), lambda: pow(1), lambda: range(), lambda: len(), lambda: isinstance(1), lambda: asyncio.wait_for(1), lambda: asyncio.shield(), lambda: asyncio.create_task(), lambda: asyncio.Queue(1, 2), lambda: asyncio.PriorityQueue(maxsiz=2), lambda: asyncio.Runner(debu=True), lambda: asyncio.Condition(loc=1)):
    try: print(fn())
    except Exception as e: print(type(e).__name__, e)
