def numbers(n):
    for i in range(n): yield i
def square(it):
    for x in it: yield x * x
def odd(it): return (x for x in it if x % 2)
print(list(odd(square(numbers(10)))), sum(square(numbers(4))), next(x for x in numbers(9) if x > 4), max(odd(numbers(8))))
