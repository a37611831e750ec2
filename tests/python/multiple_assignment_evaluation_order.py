def t(n): print("t", n); return n
a = [0, 0]
i = 0
i, a[i] = 1, 9
print(i, a)
d = {t(1): t(2), t(3): t(4)}
t(1) + t(2) * t(3)
f = lambda *x, **k: None
f(t(1), *[t(2)], k=t(3), **{"z": t(4)})
