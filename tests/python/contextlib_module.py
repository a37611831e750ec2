from contextlib import contextmanager, suppress, closing, nullcontext, ExitStack, redirect_stdout
import io
@contextmanager
def cm(n):
    print("in", n)
    try:
        yield n
    except ValueError as e:
        print("handled", e)
    finally:
        print("out", n)
with cm(1) as x: print(x)
with cm(2): raise ValueError("v")
with suppress(KeyError): {}["x"]
with ExitStack() as s:
    print([s.enter_context(cm(i)) for i in range(2)])
    s.callback(print, "cb")
with nullcontext(5) as n: print(n)
buf = io.StringIO()
with redirect_stdout(buf): print("captured")
print(repr(buf.getvalue()))
@cm("deco")
def f(): print("f")
f()
