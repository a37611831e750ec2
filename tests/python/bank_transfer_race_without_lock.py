import asyncio
balance = 100
async def withdraw(n):
    global balance
    b = balance
    await asyncio.sleep(0)
    balance = b - n
async def main():
    await asyncio.gather(*(withdraw(10) for _ in range(5)))
    print(balance)
asyncio.run(main())
