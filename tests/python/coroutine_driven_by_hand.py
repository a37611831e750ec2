async def f():
    return 1
async def g():
    return await f() + 1
c = g()
try:
    c.send(None)
except StopIteration as e:
    print("value", e.value)
try:
    c.send(None)
except RuntimeError as e:
    print(e)
class A:
    def __await__(self):
        x = yield "out"
        return x * 2
async def h():
    return await A()
c = h()
print(c.send(None))
try:
    c.send(21)
except StopIteration as e:
    print(e.value)
print(type(c), h.__name__, c.__name__)
