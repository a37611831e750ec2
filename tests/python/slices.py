s = list(range(10))
print(s[2:5], s[::-1], s[-3:], s[:-3:2], s[100:], s[5:2:-1])
s[2:5] = "ab"
print(s)
s[::3] = [0] * len(s[::3])
print(s)
del s[1:3]
print(s, "hello"[1:4], "hello"[::-1], (1, 2, 3)[1:], slice(1, 10, 2).indices(5))
try:
    s[::2] = [1]
except ValueError as e:
    print(e)
