import fnmatch
for p in ("*.py", "a*b?c", "[!a-c]x*", "[]x]", "[a", "**", "a**b*c*d", "", "[a-]", "x[!]]", "*[0-9].t?t", "[z-a]", "[!z-a]", "a.b+c"):
    print(p, fnmatch.translate(p), fnmatch.filter(["a.py", "abxc", "dx1", "]", "x", "[a", "ab.c.d", "axxbcd", "", "-", "f1.txt", "a.b+c"], p))
