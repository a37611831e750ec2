class Typed:
    def __set_name__(self, owner, name): self.name = name
    def __get__(self, obj, owner=None): return self if obj is None else obj.__dict__.get(self.name, "unset")
    def __set__(self, obj, v):
        if not isinstance(v, int): raise TypeError(f"{self.name} must be int")
        obj.__dict__[self.name] = v
class P:
    x = Typed()
p = P()
print(p.x)
p.x = 3
print(p.x, type(P.x).__name__)
try:
    p.x = "s"
except TypeError as e:
    print(e)
