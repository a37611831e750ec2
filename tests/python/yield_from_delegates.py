def inner():
    x = yield 1
    print("inner got", x)
    try:
        yield 2
    except KeyError:
        print("inner caught")
    return "result"
def outer():
    r = yield from inner()
    print("r =", r)
    yield from [10, 20]
o = outer()
print(next(o), o.send("s"), o.throw(KeyError), list(o))
