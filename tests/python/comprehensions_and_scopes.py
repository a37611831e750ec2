print([x * y for x in range(3) for y in range(3) if x != y], {x: x * x for x in range(4)}, {x % 3 for x in range(9)})
print(list(x for x in "abc"), [[j for j in range(i)] for i in range(4)])
x = "outer"
print([x for x in range(2)], x)
class K:
    n = 3
    vals = [i for i in range(n)]
print(K.vals, [(y := i * 2) for i in range(3)], y)
print([a for a, *b in [(1, 2, 3), (4, 5)]], [*range(3), *"ab"], {**{"a": 1}, "b": 2}, (*range(2), 9))
