data = [1, 2, 3, 4]
if (n := len(data)) > 3: print(n)
while (x := data.pop()) > 2: print("popped", x)
print(1 < 2 < 3, 1 < 3 < 2, 1 < 2 > 0 == 0, not 1 < 2, 5 in [5] == True)
def side(v): print("eval", v); return v
print(side(1) < side(0) < side(5))
