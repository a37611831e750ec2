a, *b, c = range(6)
print(a, b, c)
(d, e), [f, *g] = (1, 2), "xyz"
print(d, e, f, g)
for i, (j, *k) in enumerate([(1, 2, 3), (4,)]): print(i, j, k)
a, b = b, a
print(a, b)
x = y = []
x.append(1)
print(y)
for bad in (lambda: (lambda: exec("")) and unpack2([1]), lambda: unpack2([1, 2, 3]), lambda: unpack2(5)):
    def unpack2(v):
        p, q = v
        return p
    try:
        bad()
    except (ValueError, TypeError) as e:
        print(e)
try:
    p, *q, r = [1]
except ValueError as e:
    print(e)
