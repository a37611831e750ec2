for v in (0, 1, "", "a", [], [0], None, {}, {0}, 0.0, (), (0,), range(0), b"", object):
    print(bool(v), end=" ")
print()
