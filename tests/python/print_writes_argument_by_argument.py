import sys


class Bad:
    def __repr__(self):
        raise RuntimeError("bad repr")


class Loud:
    def __str__(self):
        print("(asked)", end="")
        return "loud"


for args in [("value:", Bad()), (Bad(), "never"), (1, 2, [Bad()]), ("a", 3, {"k": Bad()}, "b")]:
    try:
        print(*args, sep=" | ")
    except RuntimeError as e:
        print("caught", e)
try:
    print("to stderr", Bad(), file=sys.stderr)
except RuntimeError as e:
    print(" and caught", file=sys.stderr)
print("before", Loud(), "after", Loud())
print(Loud(), end="")
print()
print("nested", f"{Loud()}", [1, 2], Loud())
