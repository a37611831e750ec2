# A coroutine that lives until the program's end is never awaited at no place.
import asyncio


async def main():
    print("never")


class Holder:
    def __init__(self):
        self.later = other()


async def other():
    pass


forgotten = main()
holders = [Holder(), Holder()]
asyncio.run(asyncio.sleep(1))
print("end")
