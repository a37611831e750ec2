"""inspect.getsource of the program's own functions, classes and frames; signature of built-in ones."""
import asyncio
import functools
import inspect


def mark(f):
    return f


@mark
@functools.lru_cache(
    maxsize=None,
)
def first(a,
          b=1):
    """Says ) and # here."""

    # a comment inside
    return [
        1,
    ], "a ' quote # no comment", '''
three lines
'''

    # the last comment of it
# not of it any more


class Kind(object):
    x = 1

    async def method(self):
        if self:
            return 1 + \
                2
        # trailing

    @staticmethod
    def short(): return 1

    class Inner:
        y = 2


def two(): return 2


add = lambda x: x + 1


async def main():
    def inner():
        # hi
        return "{"
    print(inspect.getsource(inner), end="---\n")
    frame = inspect.currentframe()
    print(frame.f_lineno, inspect.getsource(frame).splitlines()[0], inspect.getsourcelines(frame)[1])


for what in (first, Kind, Kind.method, Kind().method, Kind.short, Kind.Inner, two, add, two.__code__):
    print(inspect.getsource(what), end="---\n")
print(inspect.getsourcelines(Kind.method))
print(inspect.getsourcefile(two) == inspect.getfile(Kind), inspect.getsource(inspect.getmodule(two))[:20])
asyncio.run(main())
for what in (len, 3, int, asyncio.CancelledError("x")):
    try:
        inspect.getsource(what)
    except TypeError as e:
        print(e)
for what in (len, print, sorted, sum, isinstance, abs, pow, any, open, list, tuple, enumerate, zip, map, asyncio.sleep, asyncio.gather, asyncio.create_task,
             asyncio.wait_for, asyncio.to_thread, asyncio.wait, asyncio.Queue, asyncio.Semaphore, asyncio.Task, asyncio.Queue.put, asyncio.Queue().put,
             list.append, [].append, dict.get, int, str, dict, min, max, getattr, functools.partial(print, sep=""), ValueError):
    try:
        print(getattr(what, "__name__", "partial"), inspect.signature(what))
    except ValueError as e:
        print(e)
