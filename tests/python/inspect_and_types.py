import inspect, types
def f(a, b=1, *args, c, **kw): "doc"
print(inspect.signature(f), inspect.isfunction(f), inspect.getdoc(f), inspect.isgeneratorfunction(f), types.SimpleNamespace(a=1), isinstance(f, types.FunctionType), f.__code__.co_varnames, f.__qualname__, f.__module__)
