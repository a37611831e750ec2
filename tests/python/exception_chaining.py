def show(e, depth=0):
    print("  " * depth + repr(e), e.__suppress_context__)
    if e.__cause__: print("  " * depth + "cause:"); show(e.__cause__, depth + 1)
    if e.__context__: print("  " * depth + "context:"); show(e.__context__, depth + 1)
try:
    try:
        1 / 0
    except ZeroDivisionError as z:
        raise ValueError("from") from z
except ValueError as e:
    show(e)
try:
    try:
        [][1]
    except IndexError:
        {}["k"]
except KeyError as e:
    show(e)
try:
    try:
        int("x")
    except ValueError:
        raise RuntimeError("none") from None
except RuntimeError as e:
    show(e)
try:
    raise
except RuntimeError as e:
    print(e)
try:
    raise 5
except TypeError as e:
    print(e)
