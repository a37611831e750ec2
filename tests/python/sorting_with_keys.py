people = [("bob", 30), ("al", 25), ("cy", 30)]
print(sorted(people, key=lambda p: (-p[1], p[0])), sorted("hello"), sorted([3, 1, 2], reverse=True), sorted({"b": 1, "a": 2}.items(), key=lambda kv: kv[1]))
people.sort(key=lambda p: p[1])
print(people)
