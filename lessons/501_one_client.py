# /// lesson
# id = "one-client"
# title = "One client for all requests"
# part = "Real programs"
# order = 501
# minutes = 6
# goals = ["A client keeps connections open and uses them again", "A new client for each request pays for a new connection each time"]
# [glossary]
# "HTTP" = "the language of the web: a request goes out, an answer with a status and a body comes back"
# "client" = "the object that makes requests for you: `httpx.AsyncClient`. It owns a pool of connections"
# "connection" = "the open line to a server. Opening one takes several trips there and back"
# "connection pool" = "the open connections that a client keeps for the next request"
# [scenario]
# latency = 0.18
# round_trip = "20 ms"
# ///
#: ## The open line
#: Now we make real [[HTTP]] requests with `httpx`. The network is simulated: each answer takes 0.2 s, and opening a [[connection]] takes
#: 0.06 s.
#: That is the price for finding the address, greeting, and agreeing on a secret.
#:
#: If you know the package `requests`: `httpx` looks almost the same, and it has both kinds, `httpx.Client` to block and
#: `httpx.AsyncClient` to await.
#:
#: The program asks five times, one after another on purpose, with one [[client]].
import asyncio

import httpx

MENU = "https://api.example.com/menu"


async def main() -> None:
    #{asking
    async with httpx.AsyncClient(timeout=10) as client:
        for number in range(5):
            answer = await client.get(f"{MENU}/{number}")
            print(number, answer.status_code)
    #}


asyncio.run(main())

#? 0.06 s for a connection, 0.2 s for each of five answers. How long does it take with one client?
#? predict total
#? - 1: You forgot that the first request has to open a connection.
#? - 1.06
#? - 1.3: That would be a new connection for each request. The client keeps the line open.
#? One handshake, five answers.

#: @ when Task-1 waits
#: ### The first request
#: There is no connection yet. The client opens one: on the timeline it has a lane of its own.

#: @ when "0 200" is printed
#: @ highlight "await client.get"
#: @ holds now == 0.26 and time("1 200") - time("0 200") == 0.2 and time("0 200") - 0.2 == 0.06
#: ### The second request
#: The first answer came at {{now}} s. The connection went back into the [[connection pool]]. The next request takes it from there and
#: pays nothing.

#: @ end
#: @ holds total == 1.06 and requests == 5
#: ### {{total}} s for {{requests}} requests
#: `async with` closes the pool at the end.

#= variant each: A client for each request
#| for number in range(5):
#|     async with httpx.AsyncClient(timeout=10) as client:
#|         answer = await client.get(f"{MENU}/{number}")
#|         print(number, answer.status_code)

#: @ variant each
#: @ end
#: @ compare main
#: @ holds each.total == 1.3
#: ### A client for each request
#: Five handshakes: {{each.total}} s. Under load it is worse than slow: you run out of sockets.

#= variant together: One client, all at once
#| async with httpx.AsyncClient(timeout=10) as client:
#|     answers = await asyncio.gather(*(client.get(f"{MENU}/{number}") for number in range(5)))
#|     print([answer.status_code for answer in answers])

#: @ variant together
#: @ end
#: @ holds together.total == 0.26 and together.requests_at_once == 5
#: ### All at once
#: One client can do many requests at the same time. It opens as many connections as it needs: {{together.requests_at_once}} here, all
#: together within {{together.total}} s.

#! check requests == 5: Five requests are made

#= exercise share-it: Share the client
#: The start makes a client in each call. Make one client, and ask all five pages at once.
#! check requests_at_once == 5: All five are under way together
#! check total <= 0.26: Nobody waits for a second handshake
#! hint Make the client first, and hand it to each call.
#! check line(-1) == "[200, 200, 200, 200, 200]": All answers are fine
#= start
#| async def ask(number: int) -> int:
#|     async with httpx.AsyncClient(timeout=10) as client:
#|         return (await client.get(f"{MENU}/{number}")).status_code
#|
#| print([await ask(number) for number in range(5)])
#= solution
#| async def ask(client: httpx.AsyncClient, number: int) -> int:
#|     return (await client.get(f"{MENU}/{number}")).status_code
#|
#| async with httpx.AsyncClient(timeout=10) as client:
#|     print(await asyncio.gather(*(ask(client, number) for number in range(5))))
#= wrong: One client is there, but the pages are asked one after another.
#| async with httpx.AsyncClient(timeout=10) as client:
#|     print([(await client.get(f"{MENU}/{number}")).status_code for number in range(5)])
#= wrong: The answers are not printed.
#| async with httpx.AsyncClient(timeout=10) as client:
#|     await asyncio.gather(*(client.get(f"{MENU}/{number}") for number in range(5)))
