import asyncio
async def f():
    return 1
async def main():
    c = f()
    try:
        asyncio.run(c)
    except RuntimeError as e:
        print(e)
    c.close()
asyncio.run(main())
print(asyncio.run(f()))
try:
    asyncio.run(f)
except ValueError as e:
    print(str(e)[:27])
try:
    asyncio.get_running_loop()
except RuntimeError as e:
    print(e)
