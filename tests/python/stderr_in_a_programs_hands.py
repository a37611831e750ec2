"""What the interpreter itself reports goes to the sys.stderr that the program has put there."""
import asyncio
import sys


async def lost():
    pass


async def fails():
    raise LookupError("nobody asks")


async def main():
    lost()
    task = asyncio.create_task(fails())
    await asyncio.sleep(0)
    del task


class Shouts:
    def write(self, text):
        sys.stdout.write(text.upper())

    def flush(self):
        pass


sys.stderr = Shouts()
asyncio.run(main())
lost()
sys.stderr = sys.stdout
raise RuntimeError("the end")
