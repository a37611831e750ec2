a, b = {1, 2, 3}, {2, 3, 4}
print(a | b, a & b, a - b, a ^ b, a <= b, {2} < a, a.isdisjoint({9}), len(a), 2 in a, frozenset([1, 2]), set(), {*()})
a.add(9); a.discard(100); a.update([5, 6]); a -= {1}
print(a, sorted(a), {x % 5 for x in range(20)}, set("aab") == {"a", "b"}, hash(frozenset([1, 2])) == hash(frozenset([2, 1])))
print(set(range(20, 0, -3)), {100, 5, 33, 64, 8}, {-1, -2, 0}, {1.5, 2, 3.0}, {(1, 2), (3, 4)} == {(3, 4), (1, 2)})
for bad in (lambda: a.remove("q"), lambda: set().pop(), lambda: {[]}, lambda: {1} + {2}):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
