# /// lesson
# id = "resilient-client"
# title = "A client you can rely on"
# part = "Real programs"
# order = 505
# minutes = 10
# goals = [
#     "You can build an API client with one pool, a limit, a timeout, and a retry",
#     "All of it stands in one place; the rest of the program just calls it",
# ]
# [glossary]
# "resilient" = "going on when something fails, and failing clearly when it must"
# [scenario]
# latency = 0.18
# round_trip = "20 ms"
# [[scenario.host]]
# name = "api.example.com"
# [[scenario.host.route]]
# path = "/swan"
# status = 404
# [[scenario.host.fault]]
# kind = "status"
# status = 503
# every = 3
# ///
#: ## Everything in one place
#: This class brings it all together: one [[client]], a [[semaphore]], a [[timeout]], a [[retry]] with [[backoff]]. A program that uses it
#: need not think of any of it.
#: The service answers every third request with 503. And there is no swan.
import asyncio

import httpx

AGAIN = {429, 500, 502, 503, 504}


class Kitchen:
    def __init__(self, base_url: str, at_once: int = 4, tries: int = 3) -> None:
        self._http = httpx.AsyncClient(base_url=base_url, timeout=5.0)
        self._gate = asyncio.Semaphore(at_once)
        self._tries = tries

    async def get(self, path: str) -> str:
        #{trying
        for attempt in range(self._tries):
            last = attempt == self._tries - 1
            try:
                async with self._gate:
                    answer = await self._http.get(path)
                answer.raise_for_status()
                return "fine"
            except httpx.HTTPStatusError as problem:
                if problem.response.status_code not in AGAIN or last:
                    return str(problem.response.status_code)
            except httpx.TransportError:
                if last:
                    return "no answer"
            await asyncio.sleep(0.5 * 2**attempt)
        return "not reached"
        #}

    async def aclose(self) -> None:
        await self._http.aclose()


async def main() -> None:
    kitchen = Kitchen("https://api.example.com")
    try:
        paths = ["/soup", "/rice", "/fish", "/swan", "/cake", "/tea"]
        for path, result in zip(paths, await asyncio.gather(*(kitchen.get(path) for path in paths))):
            print(path, result)
    finally:
        await kitchen.aclose()


asyncio.run(main())

#? Six dishes are asked for, and every third answer is 503. How many come out `fine`?
#? predict count("fine")
#? - 3: The ones with 503 are tried again, after a pause, and then they succeed.
#? - 5
#? - 6: The swan is a 404. Nobody can make a swan of that.
#? A failure that may pass is retried. One that stays is told.

#: @ when Task-6 waits
#: @ highlight "async with self._gate"
#: @ holds waited("Semaphore") == 2
#: ### The gate
#: Four requests may go out. {{waited("Semaphore")}} wait at the [[semaphore]], before they have touched the network.

#: @ when any waits for "sleep"
#: @ highlight "await asyncio.sleep(0.5 * 2**attempt)"
#: ### Outside of the gate
#: This pause stands *outside* of `async with self._gate`. Who only waits for a better moment must not keep a place that others could use.

#: @ end
#: @ holds count("fine") == 5 and count("/swan 404") == 1 and held("Semaphore") == 4
#: ### {{count("fine")}} fine, one told
#: There were {{requests}} requests for six dishes, and never more than {{requests_at_once}} at once. After all, `aclose` closes the pool,
#: even if something else failed.
#:
#: A good client is boring: one pool, one place for timeouts, one rule for retries, one clean end. A test can put a fake in its place.

#! check requests_at_once <= 4: Never more than four at once

#= exercise your-client: Write the rule
#: The start gives up at once. Write the loop yourself: up to three tries, pauses of 0.5 s and 1 s, never more than four at once, no
#: second try for a 404.
#! check count("fine") == 5: All but the swan
#! hint Catch httpx.HTTPStatusError, look at `problem.response.status_code`, wait, and go round again.
#! check count("/swan 404") == 1: The swan's status is told
#! check requests_at_once <= 4: Never more than four at once
#! hint `async with self._gate:` around the request, not around the pause.
#! check requests <= 9: No needless requests
#! hint A 404 must not be tried again.
#= start
#| answer = await self._http.get(path)
#| answer.raise_for_status()
#| return "fine"
#= solution
#| for attempt in range(self._tries):
#|     async with self._gate:
#|         answer = await self._http.get(path)
#|     if answer.is_success:
#|         return "fine"
#|     if answer.status_code not in AGAIN or attempt == self._tries - 1:
#|         break
#|     await asyncio.sleep(0.5 * 2**attempt)
#| return str(answer.status_code)
#= wrong: Nothing limits how many go out at once.
#| for attempt in range(self._tries):
#|     answer = await self._http.get(path)
#|     if answer.is_success:
#|         return "fine"
#|     if answer.status_code not in AGAIN:
#|         break
#|     await asyncio.sleep(0.5 * 2**attempt)
#| return str(answer.status_code)
#= wrong: Everything is tried again, the swan too.
#| for attempt in range(9):
#|     async with self._gate:
#|         answer = await self._http.get(path)
#|     if answer.is_success:
#|         return "fine"
#|     await asyncio.sleep(0.5 * 2**attempt)
#| return str(answer.status_code)
