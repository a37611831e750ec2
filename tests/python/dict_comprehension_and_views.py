d = {k: len(k) for k in ("a", "bb", "ccc")}
ks, vs, its = d.keys(), d.values(), d.items()
d["dddd"] = 4
print(ks, list(vs), len(its), ("a", 1) in its, {v: k for k, v in d.items()}, d.keys() - {"a"}, sorted(d, key=d.get, reverse=True))
