# /// lesson
# id = "unbounded-fan-out"
# title = "Museum: everything at once"
# part = "Museum of mistakes"
# order = 906
# minutes = 2
# goals = ["You recognise a burst of requests that nothing limits"]
# [glossary]
# "fan-out" = "one task starts many others at once"
# [scenario]
# latency = 0.2
# [[scenario.host]]
# name = "api.example.com"
# limit = { concurrent = 10 }
# ///
#: ## Sixty letters through one slot
#: Sixty requests go out in one `gather`. The service takes ten at once.
import asyncio

import httpx


async def fetch(client: httpx.AsyncClient, gate: asyncio.Semaphore, number: int) -> int:
    #{asking
    return (await client.get(f"https://api.example.com/item/{number}")).status_code
    #}


async def main() -> None:
    gate = asyncio.Semaphore(10)
    async with httpx.AsyncClient(timeout=10) as client:
        statuses = await asyncio.gather(*(fetch(client, gate, number) for number in range(60)))
    print("refused:", statuses.count(429))


asyncio.run(main())

#? How many are refused?
#? predict line(1)
#? - "refused: 0": `gather` limits nothing. It starts them all.
#? - "refused: 50"
#? - "refused: 60": The first ten are welcome.

#: @ end
#: @ holds requests_at_once == 60
#: @ panels code, output, timeline, findings
#: @ holds "unbounded-fan-out" in findings
#: ### How it looks
#: A [[fan-out]] of {{requests_at_once}} requests at the same instant. The semaphore is made, but nobody passes through it.

#= variant fixed: Through the gate
#| async with gate:
#|     return (await client.get(f"https://api.example.com/item/{number}")).status_code

#: @ variant fixed
#: @ end
#: @ holds fixed.line(1) == "refused: 0" and fixed.requests_at_once == 10
#: @ holds "unbounded-fan-out" not in fixed.findings
#: ### The fix
#: `async with gate` around the request: never more than {{fixed.requests_at_once}} at once, none refused, in {{fixed.total}} s.
