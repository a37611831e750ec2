import traceback

code = compile("def f():\n    1 / 0\nf()\n", "nofile.py", "exec")
try:
    exec(code)
except ZeroDivisionError:
    traceback.print_exc()
try:
    eval(compile("undefined + 1", "text.py", "eval"))
except NameError:
    traceback.print_exc()
try:
    compile("a b", "nofile.py", "exec")
except SyntaxError:
    traceback.print_exc()
