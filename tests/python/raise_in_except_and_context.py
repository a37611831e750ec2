def show(e):
    while e:
        print(type(e).__name__, e.args, e.__suppress_context__)
        e = e.__cause__ or (None if e.__suppress_context__ else e.__context__)
try:
    try: int("x")
    except ValueError: raise KeyError("k")
except KeyError as e: show(e)
try:
    try: int("x")
    except ValueError as v: raise KeyError("k") from v
except KeyError as e: show(e)
