class Guard:
    def __init__(self, *kinds): self.kinds = kinds
    def __enter__(self): return self
    def __exit__(self, t, v, tb):
        print("exit", t and t.__name__)
        return t is not None and issubclass(t, self.kinds)
with Guard(ValueError): raise ValueError
with Guard(KeyError):
    with Guard(ValueError):
        {}["x"]
try:
    with Guard(KeyError): 1 / 0
except ZeroDivisionError as e:
    print(e)
