class Node:
    def __init__(self, v, nxt=None): self.v, self.nxt = v, nxt
class Linked:
    def __init__(self, *vs):
        self.head = None
        for v in reversed(vs): self.head = Node(v, self.head)
    def __iter__(self):
        n = self.head
        while n: yield n.v; n = n.nxt
    def __len__(self): return sum(1 for _ in self)
    def reverse(self):
        prev, cur = None, self.head
        while cur: cur.nxt, prev, cur = prev, cur, cur.nxt
        self.head = prev
        return self
l = Linked(1, 2, 3)
print(list(l), len(l), list(l.reverse()), 2 in l)
