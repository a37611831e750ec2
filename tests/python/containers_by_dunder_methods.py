class C:
    def __init__(self): self.d = {}
    def __len__(self): return len(self.d)
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __contains__(self, k): return k in self.d
    def __iter__(self): return iter(self.d)
    def __call__(self, *a): return a
    def __getattr__(self, name): return "attr " + name
c = C()
c["a"] = 1
c[1:2] = "slice"
print(len(c), c["a"], "a" in c, list(c), c(1, 2), c.missing, bool(C()))
del c["a"]
print("a" in c, len(c))
