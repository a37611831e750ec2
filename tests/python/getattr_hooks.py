class A:
    def __init__(self): self.x = 1
    def __getattribute__(self, name):
        if name == "magic": return "m"
        return super().__getattribute__(name)
    def __getattr__(self, name):
        if name.startswith("no"): raise AttributeError(name)
        return name.upper()
    def __setattr__(self, name, v): super().__setattr__(name, v * 2)
    def __delattr__(self, name): print("deleting", name); super().__delattr__(name)
a = A()
print(a.x, a.magic, a.other, hasattr(a, "nope"), getattr(a, "nope", "d"))
del a.x
print(a.x)
