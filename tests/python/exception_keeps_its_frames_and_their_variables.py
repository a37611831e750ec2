class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
def f():
    d = D(1)
    raise ValueError("x")
try:
    f()
except ValueError as e:
    print("caught")
    kept = e
print("still alive")
kept = None
print("gone")
