"""weakref.finalize: what is alive at the program's end is called then, the newest first, unless its atexit says no; also after an error."""
import asyncio
import atexit
import sys
import weakref


class Thing:
    def __init__(self, name):
        self.name = name


def over(*args, **kwargs):
    print("over", args, kwargs)


def fails():
    print("fails")
    raise ValueError("in a finalizer")


sys.excepthook = lambda kind, error, traceback: print("hook", repr(error))
atexit.register(print, "registered before")
first, second, third, fourth = (Thing(n) for n in range(4))
finalizers = [weakref.finalize(thing, over, thing.name, named=True) for thing in (first, second, third)]
weakref.finalize(fourth, fails)
print([f.atexit for f in finalizers], finalizers[0].alive)
finalizers[1].atexit = False
del third
print([(f.atexit, f.alive) for f in finalizers])
print(finalizers[0].peek()[2:], finalizers[2].peek(), finalizers[2]())
atexit.register(print, "registered behind")


async def main():
    thing = Thing("local")
    weakref.finalize(thing, over, "local")
    kept = thing, weakref.finalize(first, lambda: weakref.finalize(first, over, "made at exit"))
    await asyncio.sleep(1)
    raise KeyError(len(kept))


asyncio.run(main())
