# What tracebacks, templates, weak dictionaries, copies, wrapped functions and asyncio's lines of waiters say when looked into.
import traceback, string, weakref, copy, collections.abc, functools, asyncio, sys
from collections import deque, OrderedDict
try:
    def f(): return 1 / 0
    f()
except ZeroDivisionError as e:
    s = traceback.extract_tb(e.__traceback__)
    print(s[0].lineno, s[0].end_lineno, s[0].colno, s[0].end_colno, s[1].name, s[1].line, s[1].colno, s[1].end_colno)
    print(s[1] == (s[1].filename, 4, "f", s[1].line), tuple(s[1])[1:], len(s[1]))
    for fs in traceback.StackSummary.extract(traceback.walk_tb(e.__traceback__)): print(fs.lineno, fs.name)
    print(traceback.format_exception_only(e), traceback.format_tb(e.__traceback__, limit=-1))
    te = traceback.TracebackException.from_exception(e)
    print(te.exc_type_str if hasattr(te, "exc_type_str") else te.exc_type, te.stack[-1].lineno, list(te.format_exception_only()))
    eg = ExceptionGroup("g", [e, ValueError("v")])
    print(list(traceback.TracebackException.from_exception(eg).format_exception_only(show_group=True)))
t = string.Template("$a ${b} $$ $c")
print(t.get_identifiers(), t.is_valid(), string.Template("$ x").is_valid())
try: string.Template("a ${").substitute()
except ValueError as e: print(e)
class O:
    def __init__(self, n): self.n = n
    def __repr__(self): return f"O({self.n})"
a, b = O(1), O(2)
w = weakref.WeakValueDictionary(a=a); v = weakref.WeakValueDictionary({"a": a})
print(w == v, w == {"a": a}, dict(w | {"b": b}), sorted(w.keys()))
k = weakref.WeakKeyDictionary({a: 1}); print(k == weakref.WeakKeyDictionary({a: 1}), dict(k | {b: 2}))
async def co(): pass
def ge(): yield
for x in (co(), ge()):
    try: copy.copy(x)
    except TypeError as e: print(e)
    try: copy.deepcopy([x])
    except TypeError as e: print(e)
    x.close()
class C:
    def __init__(self, foo): self.foo = foo
    def __getstate__(self): return self.foo
    def __setstate__(self, s): self.foo = s
print(copy.copy(C(0)).foo, copy.deepcopy(C([])).foo)
print(isinstance(deque(), collections.abc.MutableSequence), issubclass(memoryview, collections.abc.Sequence), isinstance(range(3), collections.abc.Sequence))
class MyProp(property):
    """my prop doc"""
class D:
    @MyProp
    def x(self):
        "x doc"
        return 1
    @classmethod
    def cm(cls, a: int) -> str: "cm doc"
    @staticmethod
    def sm(a: int) -> str: "sm doc"
print(D.x.__doc__, D.__dict__["cm"].__annotations__, D.__dict__["cm"].__wrapped__.__name__, D.__dict__["sm"].__annotations__, D.__dict__["sm"].__doc__, D.__dict__["sm"].__name__)
print(ExceptionGroup[ValueError], type(ExceptionGroup[int]), asyncio.Queue[int], asyncio.Future[str], asyncio.Task[int].__args__)
type A1 = int
type A2[T] = list[T]
print(A1.__value__, A2.__type_params__)
od = OrderedDict(a=1)
def loc():
    y = 1
    return [sorted(locals()) for x in range(1)]
class E2(Exception): pass
print([*map(lambda m: m.__class__.__name__, [co, ge, print, [].append, D.cm, D().x.__add__])])
sem = asyncio.Semaphore(2); q = asyncio.Queue(); lock = asyncio.Lock(); ev = asyncio.Event(); cond = asyncio.Condition()
print(sem._waiters, q._getters, q._putters, lock._waiters, lock._locked, ev._waiters, ev._value, cond._waiters)
async def main():
    s = asyncio.Semaphore(1)
    async def hold():
        async with s: await asyncio.sleep(1)
    ts = [asyncio.create_task(hold()) for _ in range(3)]
    await asyncio.sleep(0.1)
    print(len(s._waiters), s._value)
    g = asyncio.create_task(q.get()); await asyncio.sleep(0)
    print(len(q._getters), q._unfinished_tasks, q._finished.is_set())
    await q.put(1); await asyncio.gather(*ts, g)
    async with asyncio.TaskGroup() as tg:
        tg.create_task(asyncio.sleep(0.1)); tg.create_task(asyncio.sleep(0.2))
        await asyncio.sleep(0.15)
asyncio.run(main())
