def words(n):
    text = " ".join(f"word{i % 100}" for i in range(n))
    longest = max(text.split(), key=len)
    return len(text), longest, sum(1 for w in text.split() if w.endswith("7")), sorted(set(text.split()))[:3]


print(words(300_000))
