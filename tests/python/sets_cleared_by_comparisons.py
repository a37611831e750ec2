# A comparison that clears the sets that are compared.
from random import randrange, seed
seed(1)
class Bad:
    def __eq__(self, other):
        global set1, set2
        if not enabled: return self is other
        if randrange(20) == 0: set1.clear()
        if randrange(20) == 0: set2.clear()
        return bool(randrange(2))
    def __hash__(self): return randrange(2)
import operator
enabled = False
n = 0
for op in (operator.and_, operator.or_, operator.sub, operator.xor, operator.eq, operator.le, operator.lt, operator.iand, operator.ior, operator.isub, operator.ixor, set.isdisjoint, set.update, set.difference_update, set.intersection_update, set.symmetric_difference_update, set.issubset, set.union):
    for _ in range(150):
        enabled = False
        set1 = {Bad() for _ in range(randrange(30))}
        set2 = {Bad() for _ in range(randrange(30))}
        enabled = True
        try: op(set1, set2)
        except RuntimeError as e: pass
        n += 1
print(n)
