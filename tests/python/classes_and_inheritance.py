class A:
    kind = "a"
    def __init__(self, x): self.x = x
    def hello(self): return f"A.hello {self.x}"
    @property
    def double(self): return self.x * 2
    @double.setter
    def double(self, v): self.x = v // 2
    @classmethod
    def make(cls, x): return cls(x + 1)
    @staticmethod
    def st(y): return y
class B(A):
    kind = "b"
    def hello(self): return "B." + super().hello()
b = B.make(1)
b.double = 10
print(b.hello(), b.double, B.st(3), b.kind, B.__mro__, isinstance(b, A), issubclass(B, A))
try:
    b.nope
except AttributeError as e:
    print(e)
try:
    del b.double
except AttributeError as e:
    print(e)
