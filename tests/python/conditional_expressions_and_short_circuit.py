def f(n): print("f", n); return n
print(f(0) or f(2), f(1) and f(0), f(1) if f(0) else f(3), not f(0), all(f(i) for i in [1, 0, 2]), any(f(i) for i in [0, 3, 4]))
