# /// lesson
# id = "client-per-request"
# title = "Museum: a new client for each request"
# part = "Museum of mistakes"
# order = 907
# minutes = 2
# goals = ["You recognise connections that are opened again and again"]
# [scenario]
# latency = 0.08
# round_trip = "20 ms"
# ///
#: ## Dialling again each time
#: Four questions to the same service, each made of the answer before. Opening a connection takes 0.06 s, an answer 0.1 s.
import asyncio

import httpx

URL = "https://api.example.com/question/"


async def main() -> None:
    #{asking
    question = "first"
    for number in range(4):
        async with httpx.AsyncClient(timeout=10) as client:
            answer = await client.get(URL + question)
            print(question, answer.status_code)
            question = f"{number}-{answer.status_code}"
    #}


asyncio.run(main())

#? How long does it take?
#? predict total
#? - 0.4: There is no time for connections in this sum.
#? - 0.46: That is one connection, used four times. But each client opens its own.
#? - 0.64

#: @ end
#: @ holds requests == 4 and total == 4 * (0.06 + 0.1) and fixed.total == 0.06 + 4 * 0.1
#: @ panels code, output, timeline, findings
#: @ lanes all
#: @ holds "client-per-request" in findings
#: ### How it looks
#: {{requests}} requests, and a new connection lane before each of them.

#= variant fixed: One client
#| async with httpx.AsyncClient(timeout=10) as client:
#|     question = "first"
#|     for number in range(4):
#|         answer = await client.get(URL + question)
#|         print(question, answer.status_code)
#|         question = f"{number}-{answer.status_code}"

#: @ variant fixed
#: @ end
#: @ compare main
#: @ holds fixed.total == 0.46
#: @ holds "client-per-request" not in fixed.findings
#: ### The fix
#: The client is made once, outside of the loop: {{fixed.total}} s, and one connection.
