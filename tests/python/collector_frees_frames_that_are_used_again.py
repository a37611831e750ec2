# A coroutine that nobody awaits ends within a ring: its frame serves other calls afterwards.
import asyncio
import gc


async def answer():
    return 42


def fail(coroutine):
    raise ValueError("no")


async def main():
    try:
        fail(answer())
    except ValueError as e:
        kept = e
    return 1


def count(n):
    return n and 1 + count(n - 1)


for _ in range(3):
    asyncio.run(main())
    gc.collect()
    print(count(5), answer.__name__, main.__name__)
error = None
try:
    asyncio.run(main())
    asyncio.run(fail(answer()))
except ValueError as e:
    error = e
print("end")
