"""Which error, and in which words: what stands in brackets, None where text is wanted, namespaces, numbers of random, unraisable errors."""
import asyncio
import collections
import datetime
import random
import sys
import time
from decimal import Decimal
from fractions import Fraction


def says(what, f):
    try:
        print(what, repr(f()))
    except Exception as e:
        print(what, type(e).__name__, e)


far = 10**20
for holder in ([1], (1,), "a", b"a", bytearray(b"a"), memoryview(b"a"), collections.deque([1]), range(3)):
    says(type(holder).__name__, lambda: holder[far])
says("list.pop", lambda: [1].pop(far))
says("list.insert", lambda: [1].insert(far, 1))
says("center", lambda: "a".center(far))
says("split", lambda: b"a".split(b"b", far))
says("replace", lambda: "a".replace("a", "b", far))
says("rotate", lambda: collections.deque([1]).rotate(far))
says("repeat", lambda: [1] * far)
says("memoryview", lambda: memoryview(b"a", 1))
says("strptime", lambda: datetime.datetime.strptime(None, "%d"))
says("strftime", lambda: datetime.date(2026, 1, 1).strftime(None))
says("gmtime", lambda: time.gmtime(b"1"))
says("localtime", lambda: time.localtime("1"))
says("exec", lambda: exec("break", 3))
says("exec", lambda: exec("1", {}, 3))
says("eval", lambda: eval("1 +", 3))
says("eval", lambda: eval("1", [3]))
says("eval", lambda: eval("1", {}, 3))
says("semaphore", lambda: asyncio.Semaphore(None))
says("semaphore", lambda: asyncio.Semaphore("1"))
random.seed(7)
says("uniform", lambda: random.uniform("1", 2))
says("uniform", lambda: random.uniform(Fraction(1, 2), 2))
says("uniform", lambda: random.uniform(Decimal(1), 2))
says("uniform", lambda: random.uniform(True, 3))
says("gauss", lambda: random.gauss(0, None))
says("gauss", lambda: random.gauss(None, 1.5))
says("normalvariate", lambda: random.normalvariate("0", 1))
says("normalvariate", lambda: random.normalvariate(2, 3))
says("lognormvariate", lambda: random.lognormvariate())


class Quiet:
    def __repr__(self):
        return None


class Louder(Quiet):
    def __str__(self):
        return 3


for o in (Quiet(), Louder()):
    says("repr", lambda: repr(o))
    says("str", lambda: str(o))
    says("format", lambda: f"{o}")
    says("print", lambda: print(o))


import sys

sys.unraisablehook = lambda told: print("unraisable", told.exc_type, told.object is Ends.__del__)


class Ends:
    def __del__(self):
        raise ValueError


Ends()


async def main():
    handle = asyncio.get_running_loop().call_later(1, print)
    says("cancel", lambda: handle.cancel(1))
    says("cancel", lambda: asyncio.get_running_loop().call_soon(print, "soon").cancel(1))


asyncio.run(main())
