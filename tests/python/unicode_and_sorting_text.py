words = ["élan", "Zebra", "apple", "Äpfel", "日本"]
print(sorted(words), sorted(words, key=str.casefold), [len(w) for w in words], "straße".upper(), "İ".lower().encode(), "ǅ".title(), "é" == "e\u0301")
