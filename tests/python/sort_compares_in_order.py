# What list.sort compares with what, up to 63 items: runs (rising, falling, falling with equals), then binary insertion.
import random


class Item:
    compared = []

    def __init__(self, value, index):
        self.value, self.index = value, index

    def __lt__(self, other):
        Item.compared.append((self.index, other.index))
        return self.value < other.value


def show(values, reverse=False):
    Item.compared.clear()
    ordered = sorted([Item(v, i) for i, v in enumerate(values)], reverse=reverse)
    print([item.index for item in ordered], len(Item.compared), Item.compared[:12], hash(tuple(Item.compared)) % 100003)


for values in ([], [1], [2, 1], [1, 1], [3, 2, 1], [3, 3, 2, 2, 1, 1], [1, 1, 1, 0], [1, 2, 0], [2, 2, 1, 3, 3], [5, 4, 4, 4, 3, 9, 8]):
    show(values)
    show(values, reverse=True)
rng = random.Random(3)
for n in (7, 24, 25, 40, 63):
    for top in (2, 5, 100):
        show([rng.randrange(top) for _ in range(n)], reverse=n % 2 == 0)
for mixed in ([5, "pam", 4, 3.2, "lee"], ["a", 1, None], [3, 2, 1, "x"], [1.5, (), 2]):
    for reverse in (False, True):
        try:
            print(sorted(mixed, reverse=reverse))
        except TypeError as e:
            print(e)
many = [rng.randrange(1000) for _ in range(3000)]
pairs = sorted(zip(many, range(3000)), key=lambda p: p[0], reverse=True)
print(all(a[0] > b[0] or (a[0] == b[0] and a[1] < b[1]) for a, b in zip(pairs, pairs[1:])))
