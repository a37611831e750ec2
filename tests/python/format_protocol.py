class F:
    def __format__(self, spec): return f"<{spec}>"
print(f"{F()}", f"{F():abc}", format(F(), "x"), "{:>{w}}".format("a", w=4), "{0[1]} {1.x}".format([1, 2], type("T", (), {"x": 5})))
