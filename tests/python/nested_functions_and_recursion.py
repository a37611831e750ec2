def outer(n):
    def fact(k): return 1 if k <= 1 else k * fact(k - 1)
    def apply(f, *args): return f(*args)
    return apply(fact, n)
print(outer(10), (lambda f: f(f, 5))(lambda self, n: n if n < 2 else self(self, n - 1) + self(self, n - 2)))
