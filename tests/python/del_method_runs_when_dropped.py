class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
a = D(1)
b = a
del a
print("still")
b = None
print("gone")
def f():
    d = D(2)
    print("in f")
f()
print("end")
c = D(3)
