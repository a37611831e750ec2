class Adder:
    def __init__(self, n): self.n = n
    def __call__(self, x, *, scale=1): return (self.n + x) * scale
add = Adder(3)
print(add(4), add(1, scale=10), list(map(add, [1, 2])), callable(add), (lambda *a, k=2: (a, k))(1, 2))
m = [].append
print(str.upper("x"), max(*[1, 2], 3))
