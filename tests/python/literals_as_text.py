import ast

for text in ("1", " \t-2.5", "'text'", "b'bytes'", "[1, (2, 3), {4}, {'a': [None, True, ...]}]", "()", "set()", "'a' 'b'", "+1", "{**{}}", "[\n 1,\n 2]", "0x1F", "10**2",
             "--1", "1 + 2", "'a' + 'b'", "name", "f()", "a.b", "x[0]", "lambda: 0", "[i for i in x]", "f'{1}'", "not 1", "-True", "~1", "a + 1", "1 < 2",
             "{1: x}", "[*a]", "(yield)", "set(1)", "x if y else z", "1 and 2", "(n := 1)", "[1,\n f()]", "{[]: 1}", "1 +", "", "  ", "[1", "x = 1", "1 2", "99999999999999999999"):
    try:
        print(repr(text), "->", repr(ast.literal_eval(text)))
    except Exception as e:
        message = str(e).split(" object at 0x")[0]
        print(repr(text), type(e).__name__, message)
for thing in (5, None, [1]):
    try:
        ast.literal_eval(thing)
    except ValueError as e:
        print(e)
print(ast.literal_eval(repr({"a": [1, 2.5, None], ("k",): {"x"}})))
