def f():
    try:
        {}["k"]
    except KeyError as e:
        err = ValueError("bad")
        err.add_note("a note")
        raise err from e
f()
