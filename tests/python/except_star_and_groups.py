def run(eg):
    try:
        try:
            raise eg
        except* ValueError as g:
            print("V", g.exceptions)
        except* (KeyError, TypeError) as g:
            print("KT", g.exceptions)
            raise RuntimeError("new")
    except BaseException as e:
        print("left", repr(e), getattr(e, "exceptions", None))
run(ExceptionGroup("g", [ValueError(1), KeyError("k"), OSError("o")]))
run(ExceptionGroup("g", [ValueError(1), ExceptionGroup("n", [ValueError(2), IndexError(3)])]))
run(ValueError("naked"))
g = ExceptionGroup("m", [ValueError(1), TypeError(2)])
print(g, g.split(ValueError), g.subgroup(lambda e: isinstance(e, TypeError)), g.message)
try:
    ExceptionGroup("x", [])
except ValueError as e:
    print(e)
