class S:
    __slots__ = ("a", "b")
    def __class_getitem__(cls, item): return f"S[{item}]"
s = S()
s.a = 1
print(s.a, S[int])
for name in ("b", "c"):
    try:
        print(getattr(s, name))
    except AttributeError as e:
        print(e)
try:
    s.c = 1
except AttributeError as e:
    print(e)
