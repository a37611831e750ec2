names, ages = ["a", "b", "c"], [1, 2]
for i, (n, a) in enumerate(zip(names, ages), start=1): print(i, n, a)
print(list(map(lambda x, y: x + y, [1, 2], [10, 20, 30])), list(filter(str.isupper, "aBcD")), dict(zip(names, ages)), list(zip(*[(1, 2), (3, 4)])))
