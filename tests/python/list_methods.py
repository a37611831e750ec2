l = [3, 1, 2]
l.append(5); l.insert(0, 9); l.extend((7, 8)); l += [1]
print(l, l.pop(), l.pop(0), l.index(2), l.count(1), sorted(l), sorted(l, reverse=True), l[::-1])
l.sort(key=lambda x: -x)
l.reverse()
l.remove(5)
print(l, [1, 2] * 2, [1] + [2], [1, 2] < [1, 3], [[]] * 2, 3 in l, min(l), max(l), sum(l), l.copy() == l)
print(sorted(["b", "A", "c"], key=str.lower), sorted([(1, "b"), (1, "a")]), list(reversed([1, 2])), list(zip([1, 2], "ab")), list(map(str, [1, 2])))
a = [1]
a.append(a)
print(a)
for bad in (lambda: [].pop(), lambda: [1].remove(2), lambda: [1].index(9), lambda: [1].__getitem__("a"), lambda: [1][5], lambda: sorted([1, "a"]), lambda: [1] + (2,)):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
