# throw() and athrow() with a type and a value warn; a global statement behind an assignment is an error, even a second one; a task that
# has not begun stands at its def line.
import asyncio
import sys


def numbers():
    while True:
        try:
            yield 1
        except ValueError as e:
            print("caught", repr(e))


async def anumbers():
    while True:
        try:
            yield 1
        except ValueError as e:
            print("caught", repr(e))


async def not_begun():
    await asyncio.sleep(0)


async def main():
    g = anumbers()
    await anext(g)
    await g.athrow(ValueError("one"))
    await g.athrow(ValueError, "two")
    await g.aclose()
    task = asyncio.create_task(not_begun())
    task.print_stack(file=sys.stdout)
    await task


g = numbers()
next(g)
g.throw(ValueError("one"))
g.throw(ValueError, "two")
for arguments in ((ValueError, "x", 5), (ValueError("a"), "b"), (5,)):
    try:
        g.throw(*arguments)
    except TypeError as e:
        print(e)
for text in ("def f():\n  global x\n  x = 1\n  global x", "def f():\n  def g():\n    nonlocal x\n    x = 1\n    nonlocal x\n  x = 1", "global x\nglobal x"):
    try:
        compile(text, "<text>", "exec")
        print("fine")
    except SyntaxError as e:
        print(e.msg, e.lineno, e.offset)
try:
    int(1, 2, 3)
except TypeError as e:
    print(e)
asyncio.run(main())
