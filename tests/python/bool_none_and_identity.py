print(True + True, not None, None is None, [] is [], bool("False"), True and "x" or "y", None or 0 or "z", 1 and 2, 0 == False, type(None), Ellipsis, NotImplemented)
