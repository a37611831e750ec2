registry = {}
def register(cls):
    registry[cls.__name__] = cls
    return cls
@register
class Foo: pass
def f(): f.calls += 1; return f.calls
f.calls = 0
f(); f()
print(registry, f.calls, f.__name__, f.__dict__)
