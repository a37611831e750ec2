f = lambda a, b=2, *c, d=4, **e: (a, b, c, d, e)
print(f(1), f(1, 3, 5, d=7, z=9), (lambda: 5)(), [*map(lambda x: x ** 2, range(4))], sorted([(2, "b"), (1, "z")], key=lambda t: t[1]))
