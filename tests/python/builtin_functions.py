print(abs(-3), all([1, 0]), any([0, 1]), bin(5), bool([]), chr(97), divmod(7, 2), list(enumerate("ab", 1)), list(filter(None, [0, 1, 2])))
print(getattr(5, "real"), hasattr("a", "upper"), hash(1), isinstance(True, int), len("abc"), max([1, 5, 2], key=lambda x: -x), max([], default="d"), min(3, 1))
print(pow(2, 10), list(range(5, 0, -2)), repr("a"), round(1.005, 2), sum([[1], [2]], []), tuple("ab"), type(5), list(zip("ab", [1, 2, 3])), callable(len))
print(sorted({"b": 1, "a": 2}), vars(type("T", (), {"x": 1}))["x"], iter([1]).__next__(), next(iter([]), "default"), list(iter(lambda it=iter([1, 2, 0]): next(it), 0)))
print(int(True), str(None), float("1.5"), list("ab"), dict(zip("ab", (1, 2))), issubclass(bool, int), id(None) == id(None), print("x", "y", sep="-", end="!\n"))
for bad in (lambda: len(5), lambda: max([]), lambda: int([]), lambda: "a" < 1, lambda: None + 1, lambda: (lambda v: v())(5), lambda: (lambda v: v[0])(5), lambda: list(zip([1], [1, 2], strict=True)), lambda: next(iter([])), lambda: sum("ab")):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
