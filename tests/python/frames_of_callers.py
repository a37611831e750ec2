# sys._getframe, inspect.currentframe and stack: who called, with which variables.
import asyncio
import inspect
import sys

def f(a, b=2, *c, d, **e): return inspect.stack()[0].function, inspect.currentframe().f_code.co_name
def g(): return inspect.stack()[1].function, inspect.stack()[0].lineno, inspect.stack()[1][3]
def h(): return g()
print(h(), inspect.getframeinfo(inspect.currentframe()).lineno)
def caller():
    fr = sys._getframe(1)
    return fr.f_code.co_name, fr.f_lineno, sorted(fr.f_locals)
def outer(x, y=3):
    z = 1
    return caller()
print(outer(1))
def whoami(): return inspect.currentframe().f_code.co_name, inspect.currentframe().f_back.f_code.co_name
def deco(fn):
    def w(*a):
        print("called from", inspect.currentframe().f_back.f_lineno); return fn(*a)
    return w
@deco
def plus(a, b): return a + b
print(whoami(), plus(1, 2))
class K:
    def m(self):
        frame = inspect.currentframe()
        try: return frame.f_locals["self"] is self, frame.f_back.f_code.co_name
        finally: del frame
print(K().m())
def keep():
    x = 41
    return inspect.currentframe()
fr = keep(); print(fr.f_locals, fr.f_code.co_name, fr.f_lineno, fr.f_back.f_code.co_name)
async def co():
    await asyncio.sleep(0); return sys._getframe().f_code.co_name, sys._getframe(1).f_code.co_name
async def main(): return await co()
print(asyncio.run(main()))
try: sys._getframe(1000)
except ValueError as e: print(e)
def rec(n):
    fr = sys._getframe()
    if n: return rec(n - 1)
    d = 0
    while fr: d += 1; fr = fr.f_back
    return d
print(rec(5) - rec(2))
try:
    def bad(): raise ValueError
    bad()
except ValueError: print([i.function for i in inspect.trace()], inspect.trace()[-1].lineno, inspect.trace()[-1].code_context)


async def handed_out(box):
    box.append(sys._getframe())
    y = 5
    await asyncio.sleep(1)
    return y


async def looks():
    box = []
    task = asyncio.create_task(handed_out(box))
    await asyncio.sleep(0.5)
    print(sorted(box[0].f_locals), box[0].f_lineno, box[0].f_back)
    print(await task, box[0].f_code.co_name)


asyncio.run(looks())


def numbers():
    yield inspect.currentframe().f_back.f_code.co_name


print(list(numbers()), [f.function for f in inspect.getouterframes(inspect.currentframe())][:1])
