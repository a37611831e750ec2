class V:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return self.v < o.v
    def __eq__(self, o): return self.v == o.v
    def __repr__(self): return f"V{self.v}"
print(sorted([V(3), V(1), V(2)]), max([V(1), V(5)]), min(V(2), V(0)), V(1) > V(0), V(1) == V(1), V(1) != V(2))
try:
    V(1) <= V(2)
except TypeError as e:
    print(e)
