class V:
    def __init__(self, x, y): self.x, self.y = x, y
    def __repr__(self): return f"V({self.x}, {self.y})"
    def __add__(self, o): return V(self.x + o.x, self.y + o.y) if isinstance(o, V) else NotImplemented
    def __mul__(self, k): return V(self.x * k, self.y * k)
    __rmul__ = __mul__
    def __neg__(self): return V(-self.x, -self.y)
    def __eq__(self, o): return isinstance(o, V) and (self.x, self.y) == (o.x, o.y)
    def __hash__(self): return hash((self.x, self.y))
    def __bool__(self): return bool(self.x or self.y)
    def __abs__(self): return (self.x ** 2 + self.y ** 2) ** 0.5
    def __iadd__(self, o): self.x += o.x; return self
    def __matmul__(self, o): return self.x * o.x + self.y * o.y
    def __getitem__(self, i): return (self.x, self.y)[i]
v = V(1, 2)
print(v + V(3, 4), v * 2, 2 * v, -v, v == V(1, 2), v != V(1, 2), bool(V(0, 0)), abs(V(3, 4)), v @ v, list(v), {v: 1}[V(1, 2)])
v += V(10, 0)
print(v)
try:
    v + 1
except TypeError as e:
    print(e)
try:
    v < v
except TypeError as e:
    print(e)
