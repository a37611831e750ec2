s = "Hello, World"
print(s.upper(), s.lower(), s.swapcase(), s.title(), s.split(", "), s.find("o"), s.rfind("o"), s.replace("l", "L", 2), s.count("l"))
print("a,b,,c".split(","), " a b  c ".split(), "a-b-c".rsplit("-", 1), "l1\nl2\r\nl3".splitlines(), "-".join(["x", "y"]))
print("abc".center(9, "*"), "abc".ljust(5) + "|", "abc".rjust(5), "42".zfill(5), "-42".zfill(5), "  x ".strip(), "xxaxx".strip("x"))
print("abc".startswith("ab"), "abc".endswith(("x", "c")), "a=b=c".partition("="), "a=b=c".rpartition("="), "prefix-x".removeprefix("prefix-"))
print("abc".isalpha(), "12".isdigit(), "a1".isalnum(), " ".isspace(), "Ab".istitle(), "x" in "xyz", "abc" < "abd", "a" * 3)
print("ünïcödé".upper(), len("日本語"), "日本語"[1], "é".encode(), "a\tb".expandtabs(4), "abc".translate(str.maketrans("ab", "xy")), ord("a"), chr(8364))
print(repr("it's"), repr('say "hi"'), repr("a\n\t\\"), repr("\x00é\u200b"), ascii("é"), "%r" % "x")
for bad in (lambda: "a" + 1, lambda: "abc".index("z"), lambda: "a".join([1]), lambda: "abc"[10], lambda: "abc".__getitem__("x")):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
