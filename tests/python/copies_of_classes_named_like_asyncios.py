# A class of the program may be called Task, Future or Context and be copied; asyncio's own cannot.
import copy
from dataclasses import dataclass
@dataclass
class Task:
    a: list
class Future:
    def __init__(self): self.x = [1]
class Context: pass
class lock: pass
t = copy.copy(Task([1])); print(t, copy.deepcopy(t))
f = copy.deepcopy(Future()); print(f.x, type(copy.copy(Context())).__name__, type(copy.copy(lock())).__name__)
import asyncio, threading
async def main():
    for o in (asyncio.current_task(), asyncio.get_running_loop().create_future(), asyncio.Lock(), asyncio.Queue(), asyncio.Event()):
        try: copy.copy(o)
        except TypeError as e: print(e)
        try: copy.deepcopy(o)
        except TypeError as e: print(e)
asyncio.run(main())
for o in (threading.Lock(), threading.RLock(), iter([]), map(str, []), zip(), enumerate([]), (x for x in ()), open, len, copy, type):
    try: print(type(copy.copy(o)).__name__)
    except TypeError as e: print(e)
