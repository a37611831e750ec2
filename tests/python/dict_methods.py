d = {"a": 1, "b": 2}
d["c"] = 3
d |= {"d": 4}
print(d, d.get("z"), d.get("z", 0), d.pop("a"), d.setdefault("e", 5), list(d.items()), d.keys() & {"b", "q"}, "b" in d, len(d))
d.update(b=20, f=6)
print(d, d.popitem(), {**d, "x": 1}, dict([("k", 1)]), dict(a=1), dict.fromkeys("ab", 0), {1: "a", 1.0: "b", True: "c"}, d == dict(d), list(reversed(d)))
for bad in (lambda: d["nope"], lambda: {[]: 1}, lambda: dict([1]), lambda: {}.popitem(), lambda: d.pop("zz")):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
try:
    for k in d: d[k + "x"] = 1
except RuntimeError as e:
    print(e)
