e = ValueError("a", 1)
e.add_note("note one")
print(e.args, str(e), repr(e), e.__notes__, str(ValueError()), repr(KeyError("k")), str(KeyError("k")))
class MyError(Exception):
    def __init__(self, code): super().__init__(f"code {code}"); self.code = code
try:
    raise MyError(5)
except MyError as m:
    print(m, m.code, m.args)
print(OSError(2, "No such file"), repr(OSError(2, "x", "f")), FileNotFoundError(2, "No", "name").filename, StopIteration(3).value)
