# The iterable of a comprehension may not assign, not even in a lambda or a comprehension inside it.
for text in ("[i for i in (lambda: (z := 1))()]", "[i for i in [(j := True) for j in range(5)]]", "[(k := i) for i in range(3)]"):
    try:
        compile(text, "text", "eval")
    except SyntaxError as e:
        print(text, e.msg, e.offset)
    else:
        print(text, "is fine")
