import inspect
import sys


def f(a, b=2, *args, c, d=4, **kw):
    pass


def g(a, b=[1], /, *, c: int = 3):
    pass


class C:
    def m(self, x, y=1):
        pass

    def __repr__(self):
        return "C()"


CALLS = [(f, (1,), {"c": 3}), (f, (1, 2, 3, 4), {"c": 3, "e": 5}), (C().m, (5,), {}), (C.m, (1, 2), {"y": 3}), (g, (0,), {}), (g, (0, 1), {"c": 5}),
         (f, (), {}), (f, (1,), {}), (f, (1,), {"c": 1, "a": 2}), (C().m, (1, 2, 3), {}), (C().m, (1,), {"z": 3}), (lambda x: 0, (1,), {})]
for function, args, kwargs in CALLS:
    try:
        print(inspect.getcallargs(function, *args, **kwargs))
    except TypeError as e:
        print(e)

print(sys.implementation.name, sys.implementation.version[:2], sys.implementation.cache_tag, type(sys.implementation))
print(sys.implementation is sys.implementation, hasattr(sys, "nothing"))
try:
    sys.implementatio
except AttributeError as e:
    print(e)
