class Counter:
    total = 0
    items = []
    def __init__(self): Counter.total += 1; self.items.append(self.total)
a, b = Counter(), Counter()
a.total = 10
print(Counter.total, a.total, b.total, Counter.items, a.__dict__, "total" in vars(Counter), hasattr(a, "nothing"))
setattr(Counter, "extra", 5)
print(a.extra, getattr(b, "missing", None), type(a).__name__, a.__class__ is Counter)
