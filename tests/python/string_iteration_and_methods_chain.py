s = "  The Quick brown  "
print(s.strip().lower().replace(" ", "-").split("-"), "".join(reversed("abc")), " ".join(w.capitalize() for w in "a bc".split()), "ab" "cd", "x" * 0 + "!", "%d%%" % 50)
for c in "héy": print(c, ord(c), end=" ")
print()
