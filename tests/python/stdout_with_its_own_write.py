# A stream whose write() the program replaces: print, tracebacks and warnings go through it.
import asyncio
import contextlib
import sys
import traceback


@contextlib.contextmanager
def looking_glass():
    original = sys.stdout.write
    sys.stdout.write = lambda text: original(text[::-1])
    try:
        yield "JABBERWOCKY"
    finally:
        sys.stdout.write = original


with looking_glass() as word:
    print("Alice, Kitty and Snowdrop")
    print(word)
print(word, "write" in vars(sys.stdout))


@looking_glass()
def verse():
    print("The time has come")


verse()


async def shout(delay):
    await asyncio.sleep(delay)
    print("now", delay)


class Captured:
    def __enter__(self):
        self.write, self.parts = sys.stdout.write, []
        sys.stdout.write = self.parts.append
        return self.parts

    def __exit__(self, *exc):
        sys.stdout.write = self.write


async def main():
    with Captured() as parts:
        await asyncio.gather(shout(2), shout(1))
    print(parts)


asyncio.run(main())
del sys.stdout.write
print("plain", "write" in vars(sys.stdout))

errors = sys.stderr.write
sys.stderr.write = lambda text: errors(text.upper())
try:
    {}["nobody"]
except KeyError:
    traceback.print_exc()
shout(3)
sys.stderr.write("the end\n")
