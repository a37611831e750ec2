m = [[1, 2], [3, 4]]
print([[sum(a * b for a, b in zip(r, c)) for c in zip(*m)] for r in m], list(map(list, zip(*m))), sum(map(sum, m)), [x for row in m for x in row])
primes = [n for n in range(2, 40) if all(n % d for d in range(2, int(n ** 0.5) + 1))]
print(primes, sum(primes) / len(primes), max(primes, key=lambda p: p % 7))
