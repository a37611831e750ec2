import inspect
def g():
    x = yield 1
    return x * 2
it = g()
print(inspect.getgeneratorstate(it), next(it), inspect.getgeneratorstate(it))
try:
    it.send(21)
except StopIteration as e:
    print(e.value, inspect.getgeneratorstate(it))
print(list(it))
