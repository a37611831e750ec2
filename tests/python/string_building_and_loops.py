out = ""
for i in range(5):
    if i == 3: continue
    out += str(i)
else:
    out += "!"
print(out)
n = 10
while n:
    n -= 3
    if n < 0: break
print(n, [i for i in range(20) if all(i % j for j in range(2, i)) and i > 1])
