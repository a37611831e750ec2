"""10,000 requests through a semaphore of 50 on one client: the cost of the simulated network and library (at most 1 s)."""
import asyncio

import httpx


async def fetch(client, semaphore, i):
    async with semaphore:
        response = await client.get(f"https://api.example.com/items/{i}")
        return response.status_code


async def main():
    semaphore = asyncio.Semaphore(50)
    async with httpx.AsyncClient() as client:
        codes = await asyncio.gather(*(fetch(client, semaphore, i) for i in range(10_000)))
    print(codes.count(200))


asyncio.run(main())
