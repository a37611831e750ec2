def g():
    try:
        while True:
            try:
                x = yield 1
                print("got", x)
            except ValueError as e:
                print("thrown", e)
                yield "after throw"
    finally:
        print("closing")
it = g()
print(next(it), it.send("a"), it.throw(ValueError("v")))
it.close()
try:
    next(it)
except StopIteration:
    print("stopped")
def bad():
    try:
        yield
    except GeneratorExit:
        yield
b = bad()
next(b)
try:
    b.close()
except RuntimeError as e:
    print(e)
try:
    g().send(1)
except TypeError as e:
    print(e)
