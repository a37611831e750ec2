import asyncio


# Waits, then answers.
async def call(i: int) -> int:
    await asyncio.sleep(0.3)
    return i


async def main() -> None:
    t0 = 0
    print(await asyncio.gather(call(1), call(2), call(3)))
	print(f"tabs and é {t0}")


asyncio.run(main())
