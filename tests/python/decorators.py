import functools
def trace(prefix):
    def deco(fn):
        @functools.wraps(fn)
        def inner(*a, **k):
            print(prefix, fn.__name__, a, k)
            return fn(*a, **k)
        return inner
    return deco
@trace("->")
@trace("=>")
def add(a, b=1):
    "adds"
    return a + b
print(add(2, b=3), add.__name__, add.__doc__, add.__wrapped__.__name__)
