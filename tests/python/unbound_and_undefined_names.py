def f():
    print(y)
    y = 1
for call in (f, lambda: undefined_name):
    try:
        call()
    except NameError as e:
        print(type(e).__name__, e)
def g():
    def h(): return later
    try:
        h()
    except NameError as e:
        print(e)
    later = 1
    del later
    try:
        later
    except UnboundLocalError as e:
        print(e)
g()
