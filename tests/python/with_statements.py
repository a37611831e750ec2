class CM:
    def __init__(self, n, swallow=False): self.n, self.swallow = n, swallow
    def __enter__(self): print("enter", self.n); return self.n
    def __exit__(self, t, v, tb): print("exit", self.n, t and t.__name__, v); return self.swallow
with CM(1) as a, CM(2) as b:
    print(a, b)
with (CM(3, True) as c, CM(4)):
    raise ValueError("swallowed")
def f():
    with CM(5):
        return "returned"
print(f())
for i in range(2):
    with CM(i):
        continue
try:
    with 5: pass
except TypeError as e:
    print(e)
