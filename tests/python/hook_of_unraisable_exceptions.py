"""sys.unraisablehook is told what __del__, a closed generator and a weak reference's callback raise."""
import asyncio
import contextlib
import io
import re
import sys
import weakref


def hook(unraisable):
    print(type(unraisable).__name__, unraisable.exc_type.__name__, unraisable.exc_value, unraisable.err_msg,
          getattr(unraisable.object, "__qualname__", unraisable.object), unraisable.exc_traceback is not None)


class Falls:
    def __del__(self):
        raise ValueError("while it ended")


def holds():
    try:
        yield 1
    finally:
        raise KeyError("in finally")


def of_weak(reference):
    raise LookupError("in the callback")


async def main():
    fall = Falls()
    del fall
    await asyncio.sleep(1)
    print("goes on")


sys.unraisablehook = hook
asyncio.run(main())
generator = holds()
next(generator)
del generator
target = type("Plain", (), {})()
watch = weakref.ref(target, of_weak)
del target

print(sys.unraisablehook is hook, sys.__unraisablehook__)
with contextlib.redirect_stderr(io.StringIO()) as told:
    sys.unraisablehook = sys.__unraisablehook__
    Falls()
    sys.unraisablehook = lambda unraisable: sys.__unraisablehook__(unraisable)
    Falls()

    def fails(unraisable):
        raise KeyError("in the hook itself")

    sys.unraisablehook = fails
    Falls()
print(re.sub("0x[0-9a-f]+", "ADDRESS", told.getvalue()))
