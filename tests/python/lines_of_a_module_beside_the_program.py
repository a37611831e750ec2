# A task that waits in a module beside the program stands, in the steps, on the program's own line, or on none.
import asyncio

from module_that_waits import nap


async def main():
    task = asyncio.create_task(nap(0.2))
    print(await nap(0.1))
    print(await task)
    try:
        await nap(-1)
    except ValueError as e:
        print(e, e.__traceback__.tb_next.tb_lineno)


asyncio.run(main())
