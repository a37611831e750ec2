# What SyntaxError tells when the text is a string: of its end eval knows no column, what the compiler refuses has no line to show.
import traceback

print(eval(" 1 + 2"), eval("\t \t3"), eval(b"  4\n\n"))
CASES = ["1 +", "(1", "2 ** ", "", "  ", " 1 2", "1 2", "1 +\n", "a b c", "x = 1", "'abc", '"""abc', "1)", "(1]", "[1, 2", "f(1, 2", "print 5",
         "if x:", "if x:\n\n", "def f():",
         "def f(:\n  pass", "for", "x =", "return 1", "await x", "yield 1", "break", "1 = 2", "  x = 1", "x = 1\n  y = 2",
         "if 1:\n  x\n y", "x = (1,\n2", "1\n2 +\n3", "try:\n x\n", "async def f():\n  await", "pass\nawait x", "def f():\n  nonlocal z",
         "a b\n\nc", "if True\n  x=1", "lambda x", "0x", "1 + # c", "x++", "int('a'", "a = 'b'c'", "é = = 1", "if True:\nx=1"]


def attempt(function, *args):
    try:
        function(*args)
    except SyntaxError as e:
        return type(e).__name__, str(e), e.lineno, e.offset, e.text, e.end_lineno, e.end_offset
    except NameError as e:
        return str(e)
    return "fine"


for text in CASES:
    print(repr(text))
    print("  eval", attempt(eval, text))
    print("  exec", attempt(exec, text))
for text in ("1 +", "return", "a\0b", " 1"):
    print(attempt(compile, text, "<mine>", "eval"), attempt(compile, text, "<mine>", "exec"))
for function, text in [(eval, "1 +"), (eval, "(1"), (eval, ""), (exec, "return 1"), (exec, "if x:"), (exec, "x = 1\n  y = 2"), (eval, "  1 1")]:
    try:
        function(text)
    except SyntaxError as e:
        print("".join(traceback.format_exception_only(e)), end="")
exec("break")
