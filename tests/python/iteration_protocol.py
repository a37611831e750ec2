class Count:
    def __init__(self, n): self.n, self.i = n, 0
    def __iter__(self): return self
    def __next__(self):
        if self.i >= self.n: raise StopIteration
        self.i += 1
        return self.i
print(list(Count(3)), sum(Count(4)), [x for x in Count(2)], 2 in Count(3), max(Count(5)), list(zip(Count(2), "ab")))
class Old:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i * 10
print(list(Old()), 20 in Old())
it = iter(Count(3))
a, b, c = it
print(a, b, c, next(it, "end"))
for x in Count(3):
    if x == 2: break
else:
    print("not here")
for x in []: pass
else: print("else runs")
