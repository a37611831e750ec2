import json
s = json.dumps({"a": [1, 2.5, None, True], "b": {"c": "é\n"}, 1: "k"})
print(s, json.loads(s), json.dumps([1, 2], indent=2), json.dumps({"b": 1, "a": 2}, sort_keys=True, separators=(",", ":")), json.dumps("é", ensure_ascii=False))
for bad in ("{", "[1,]", "nul", '{"a" 1}', ""):
    try:
        json.loads(bad)
    except json.JSONDecodeError as e:
        print(e)
try:
    json.dumps({1, 2})
except TypeError as e:
    print(e)
print(json.loads('{"x": 1e3, "y": "\\u00e9", "z": []}'), json.dumps({"d": 1}, default=str))
