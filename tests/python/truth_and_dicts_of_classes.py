# What is true by its length has no __bool__; the order of a class's __dict__; names that a NameError tells.
class L(list):
    def __len__(self): return 5
print(bool(L()), bool(list()), bool(L([1])), "__bool__" in dir(list), "__bool__" in dir(str), "__bool__" in dir(range), "__bool__" in dir(int), hasattr(dict, "__bool__"))
class D(dict): pass
class S(str): pass
class T(tuple): pass
print([bool(x) for x in (D(), D(a=1), S(""), S("a"), T(), T([1]), set(), {1}, frozenset(), b"", b"a", bytearray(), range(0), range(2), {}.keys(), {1:2}.items(), memoryview(b""))])
import collections
print(bool(collections.deque()), bool(collections.Counter()), bool(collections.OrderedDict(a=1)), bool(collections.ChainMap({}, {1: 1})), bool(collections.UserList([1])))
class Pt:
    """doc"""
    a = 1
    def __init__(self): self.x = 3
    def __eq__(self, o): return True
class Q:
    __slots__ = ("m", "n")
class R(Pt): pass
for c in (Pt, Q, R): print(list(vars(c)))
class E(Exception):
    value = 3
    def f(self):
        if self.value: value = value + 1
print(list(vars(E)))
def g():
    import math
    return [mathh for mathh in ()] + [maths]
try: g()
except NameError as e: print(e, e.name)
try: E().f()
except NameError as e: print(e, e.name)
E().f()
