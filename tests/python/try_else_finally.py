def f(n):
    try:
        if n == 1: raise ValueError("v")
        if n == 2: return "early"
        print("body")
    except ValueError as e:
        print("except", e)
        return "handled"
    else:
        print("else")
        return "else"
    finally:
        print("finally", n)
for i in range(3): print(f(i))
def g():
    for i in range(3):
        try:
            continue
        finally:
            print("f", i)
            if i == 1: break
    try:
        return 1
    finally:
        return 2
print(g())
