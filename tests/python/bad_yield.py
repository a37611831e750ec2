import asyncio
class A:
    def __await__(self):
        yield 5
async def main():
    try:
        await A()
    except RuntimeError as e:
        print(str(e).split(":")[0], str(e)[-1])
    try:
        await 5
    except TypeError as e:
        print(e)
asyncio.run(main())
