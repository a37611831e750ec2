# reprlib's short reprs, recursive_repr, html.escape.
import reprlib, html
from reprlib import recursive_repr
print(reprlib.repr(list(range(20))), reprlib.repr("x" * 50), reprlib.repr({i: i for i in range(9)}), reprlib.repr(tuple("abcdefgh")), reprlib.repr(set(range(9))), reprlib.repr(10**60), reprlib.repr((1,)), reprlib.repr([[[[[[[[1]]]]]]]]), reprlib.repr({}), reprlib.repr(set()))
class V:
    def __init__(self, c): self._c = c
    def __repr__(self):
        c = reprlib.repr(self._c); return f"V({c[c.find('['):]})"
print(V([1.0, 2.0, 3, 4, 5, 6, 7, 8]), reprlib.repr(V(list(range(100)))))
class L(list):
    @recursive_repr()
    def __repr__(self): return "<" + "|".join(map(repr, self)) + ">"
l = L("abc"); l.append(l); l.append("x"); print(l, L.__repr__.__name__, L.__repr__.__qualname__)
r = reprlib.Repr(maxlist=2, maxstring=10, indent=2); print(r.repr([1, "abcdefghijklmnop", 3])); print(r.repr({"a": [1, 2]}))
print(html.escape("<a href='x'>\"&\"</a>"), html.escape("'", quote=False))
class R(reprlib.Repr):
    def repr_int(self, x, level): return f"i{x}"
print(R().repr([1, {"a": 2}]))
