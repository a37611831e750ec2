class L(list):
    def total(self): return sum(self)
class D(dict):
    def __missing__(self, k): return k * 2
class I(int):
    def __add__(self, o): return I(int(self) + o + 100)
class S(str):
    def shout(self): return self.upper() + "!"
class T(tuple):
    def __new__(cls, *a): return super().__new__(cls, a)
class E(ValueError): pass
l = L([1, 2]); l.append(3); l.name = "n"
print(l, l.total(), l.name, len(l), D(a=1)["b"], D(a=1)["a"], I(5) + 1, I(5) * 2, S("a").shout(), S("a") + "b", T(1, 2), isinstance(E(), ValueError), type(l[:1]))
