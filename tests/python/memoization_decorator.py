def memo(f):
    cache = {}
    def inner(*a):
        if a not in cache:
            print("computing", a)
            cache[a] = f(*a)
        return cache[a]
    inner.cache = cache
    return inner
@memo
def add(a, b): return a + b
print(add(1, 2), add(1, 2), add(2, 1), add.cache)
