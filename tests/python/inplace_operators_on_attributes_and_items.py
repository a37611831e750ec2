class O: pass
o = O()
o.n = 1
o.n += 4
d = {"a": [1]}
d["a"] += [2]
l = [1, 2, 3]
l[0] *= 10
l[1:] = [x + 1 for x in l[1:]]
t = ([],)
try:
    t[0] += [1]
except TypeError as e:
    print(e)
print(o.n, d, l, t)
x = 5
x **= 2; x //= 3; x <<= 2; x |= 1; x ^= 3; x %= 20
print(x)
