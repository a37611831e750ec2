data = {"users": [{"name": "A", "tags": {"x", "y"}}, {"name": "B", "tags": set()}], "n": {"deep": {"er": [1, [2, [3]]]}}}
print(data["users"][0]["name"], len(data["users"][0]["tags"]), data["n"]["deep"]["er"][1][1][0], [u["name"] for u in data["users"] if u["tags"]])
