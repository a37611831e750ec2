def count(n):
    seen = {}
    for i in range(n):
        key = "k" + str(i % 5000)
        seen[key] = seen.get(key, 0) + 1
    return len(seen), seen["k42"]


print(count(1_000_000))
