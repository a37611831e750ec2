text = "the cat and the hat and the bat"
counts = {}
for w in text.split(): counts[w] = counts.get(w, 0) + 1
for w, c in sorted(counts.items(), key=lambda x: (-x[1], x[0]))[:3]: print(f"{w:<5}|{c:>3}|{'*' * c}")
