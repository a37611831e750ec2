import copy
class N:
    def __init__(self, v, kids=()): self.v, self.kids = v, list(kids)
a = N(1, [N(2)])
b, c = copy.copy(a), copy.deepcopy(a)
a.kids.append(N(3)); a.kids[0].v = 99
print(len(b.kids), b.kids[0].v, len(c.kids), c.kids[0].v)
l = [1, [2]]
m = l[:]
l[1].append(3)
print(m, l is m, l == m)
