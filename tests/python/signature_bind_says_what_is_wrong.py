# Signature.bind: what fits is bound, what does not is told in the words of its two loops.
import inspect


def everything(a, b: int = 2, *args, c, d=4, **kw): ...
def keyword_only(a, *, c): ...
def mixed(a, /, b, *, c): ...
def defaults_first(a=1, *, c): ...
def two_keywords(*, c, d): ...
def positional_only(a=1, b=2, /): ...


calls = [
    ((), {}), ((1,), {}), ((1, 2), {}), ((1, 2, 3), {}), ((1,), {"c": 1}), ((), {"a": 1, "b": 2}), ((1,), {"b": 3}),
    ((1,), {"a": 3}), ((1,), {"z": 3, "c": 2, "b": 1}), ((), {"c": 1}), ((), {"b": 3}),
]
for function in (everything, keyword_only, mixed, defaults_first, two_keywords, positional_only):
    signature = inspect.signature(function)
    for args, kwargs in calls:
        for bind in (signature.bind, signature.bind_partial):
            try:
                print(function.__name__, bind.__name__, bind(*args, **kwargs).arguments)
            except TypeError as e:
                print(function.__name__, bind.__name__, args, kwargs, e)
