# sys.getsizeof of what lessons on generators and memory compare.
from sys import getsizeof as size


def appended(n):
    result = []
    for i in range(n):
        result.append(i)
    return result


def numbers():
    yield 1


def pairs(a, b):
    for x in a:
        for y in b:
            yield x, y, a, b


print([size([i for i in range(n)]) for n in (0, 5, 9, 10, 17, 100, 129, 1000, 100000)])
print([size(appended(n)) for n in (0, 5, 9, 10, 17, 100, 1000)])
print([size(list(range(n))) for n in (0, 3, 4, 5, 9, 10, 17, 100, 1000, 1001)])
print(size([]), size([1]), size([1, 2]), size([1, 2, 3]), size([1, 2, 3, 4, 5]), size([0] * 4), size([*range(5)]), size(list("abcd")))
print([size({i: i for i in range(n)}) for n in (0, 1, 5, 6, 10, 11, 22, 43, 86, 171, 1000)])
print([size({str(i): i for i in range(n)}) for n in (0, 1, 5, 6, 10, 11, 22, 43, 86, 171, 1000)])
print([size(set(range(n))) for n in (0, 4, 5, 18, 19, 77, 308, 1000)], size(frozenset()), size({1, 2, 3}))
print([size(text) for text in ("", "a", "abc", "éé", "€", "€a", "😀a")], size(b"abc"), size(()), size((1, 2)))
print([size(n) for n in (0, 1, -1, 2 ** 30 - 1, 2 ** 30, 2 ** 60, 2 ** 64, 10 ** 100, True, 1.5, None)])
print(size(i for i in range(10)), size(numbers()), size(pairs([], [])), size(x * y for x in "ab" for y in "cd"), size(i for i in range(9) if i % 2))
print(size(numbers), size(lambda: 1), size(len), size(range(5)))
