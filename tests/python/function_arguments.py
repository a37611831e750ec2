def f(a, b=2, /, c=3, *args, d, e=5, **kw):
    return a, b, c, args, d, e, kw
print(f(1, d=4), f(1, 2, 3, 4, 5, d=6, z=7), f(*[1, 2], **{"d": 3, "q": 4}))
for call in (lambda: f(), lambda: f(1), lambda: f(1, d=1, a=2), lambda: f(1, 2, c=3, d=4, c2=5, **{"e": 6})):
    try:
        print(call())
    except TypeError as e:
        print(e)
def g(x, y): pass
for args, kw in (((), {}), ((1,), {}), ((1, 2, 3), {}), ((1, 2), {"x": 1}), ((1,), {"z": 1})):
    try:
        g(*args, **kw)
    except TypeError as e:
        print(e)
def h(*, k): pass
try:
    h(1)
except TypeError as e:
    print(e)
