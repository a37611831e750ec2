# /// lesson
# id = "pools-and-timeouts"
# title = "The pool is a limit, too"
# part = "Real programs"
# order = 502
# minutes = 6
# goals = ["A client has so many connections: others wait for one", "A client's timeout has parts: connect, read, write, pool"]
# [glossary]
# "pool timeout" = "how long a request may wait for a free connection"
# "read timeout" = "how long a request may wait for the next piece of its answer"
# [scenario]
# latency = 0.18
# round_trip = "20 ms"
# [[scenario.host]]
# name = "api.example.com"
# [[scenario.host.route]]
# path = "/slow"
# latency = 3
# ///
#: ## Two lines, six callers
#: This client may open two connections. Six requests are made at once. Opening takes 0.06 s, an answer 0.2 s. Nobody may wait longer than
#: 0.3 s for a
#: connection: that is the [[pool timeout]].
import asyncio

import httpx

API = "https://api.example.com"


async def ask(client: httpx.AsyncClient, path: str) -> str:
    try:
        return str((await client.get(API + path)).status_code)
    except httpx.TimeoutException as problem:
        return type(problem).__name__


async def main() -> None:
    #{asking
    limits = httpx.Limits(max_connections=2)
    timeout = httpx.Timeout(1.0, pool=0.3)
    async with httpx.AsyncClient(limits=limits, timeout=timeout) as client:
        for answer in await asyncio.gather(*(ask(client, f"/menu/{n}") for n in range(6))):
            print(answer)
    #}


asyncio.run(main())

#? How many of the six get no connection in time?
#? predict count("PoolTimeout")
#? - 0: They would, if they were patient. The third pair would have to wait until 0.46 s.
#? - 2
#? - 4: The second pair waits 0.26 s for a free line. That is just in time.
#? The pool's limit is like a semaphore with a deadline.

#: @ when Task-4 waits
#: @ highlight Task-4
#: ### The third caller
#: Two connections are being opened. `Task-4` waits for one to be free: **{{waits_for("Task-4")}}**.

#: @ 0.26
#: @ holds requests_at_once == 2 and ends("Task-2") == 0.26 and ends("Task-4") == 0.46
#: @ holds ends("Task-4") - ends("Task-2") == 0.2 and ends("Task-2") - 0.2 == 0.06
#: ### {{now}} s: the first two are answered
#: The next two take over their connections. There are never more than {{requests_at_once}} requests in flight.

#: @ 0.3
#: ### {{now}} s: patience is over
#: The last two have waited 0.3 s for a connection and give up.

#: @ end
#: @ holds count("200") == 4 and count("PoolTimeout") == 2
#: ### {{count("200")}} answers
#: The timeout of a client has four parts: *connect*, *write*, *read* and *pool*. `httpx.Timeout(1.0, pool=0.3)` sets all to 1 s, and the
#: pool's to 0.3 s.

#= variant slow: An answer that takes 3 s
#| async with httpx.AsyncClient(timeout=1.0) as client:
#|     print(await ask(client, "/slow"))

#: @ variant slow
#: @ end
#: @ holds slow.line(1) == "ReadTimeout" and slow.total < 1.2
#: ### The [[read timeout]]
#: `/slow` needs 3 s. The client gives up after 1 s without a piece of the answer: **{{slow.line(1)}}**. It counts again with each piece, so
#: a slow stream can take longer.
#: For "the whole thing in 5 s" put `asyncio.timeout(5)` around it. Use both.

#! check count("Timeout") <= 2: At most two give up

#= exercise patient-pool: Everybody is served
#: Keep the two connections. Let all six get their answers.
#! check count("200") == 6: Six answers
#! hint The third pair needs 0.46 s before it gets a connection. Which part of the timeout is too short?
#! check requests_at_once <= 2: Still two connections
#= start
#| limits = httpx.Limits(max_connections=2)
#| timeout = httpx.Timeout(1.0, pool=0.3)
#| async with httpx.AsyncClient(limits=limits, timeout=timeout) as client:
#|     for answer in await asyncio.gather(*(ask(client, f"/menu/{n}") for n in range(6))):
#|         print(answer)
#= solution
#| limits = httpx.Limits(max_connections=2)
#| timeout = httpx.Timeout(1.0, pool=5.0)
#| async with httpx.AsyncClient(limits=limits, timeout=timeout) as client:
#|     for answer in await asyncio.gather(*(ask(client, f"/menu/{n}") for n in range(6))):
#|         print(answer)
#= wrong: All are served, but with more connections than allowed.
#| async with httpx.AsyncClient(timeout=1.0) as client:
#|     for answer in await asyncio.gather(*(ask(client, f"/menu/{n}") for n in range(6))):
#|         print(answer)
