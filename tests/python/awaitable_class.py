import asyncio
class Later:
    def __init__(self, v): self.v = v
    def __await__(self):
        yield from asyncio.sleep(0.1).__await__()
        return self.v
async def main():
    print(await Later(5), await asyncio.gather(Later(1), Later(2)), await asyncio.wait_for(Later(3), 1))
asyncio.run(main())
