# /// lesson
# id = "rate-limits"
# title = "Rate limits: too many in one second"
# part = "Limits"
# order = 302
# minutes = 7
# goals = [
#     "Status 429 means: too many requests",
#     "A limit *at once* and a limit *per second* are different things",
#     "A pacer spaces requests out",
# ]
# [glossary]
# "status" = "the number with which a web service says how it went: 200 fine, 404 not there, 429 too many requests, 503 out of order"
# "rate limit" = "so many requests per second or minute, and no more"
# ///
#: ## The strict counter
#: The service below answers quickly, but it has a [[rate limit]]: four requests in any one second. Who comes too often gets [[status]] 429.
#: The program is careful: a semaphore of two.
import asyncio


class Service:
    """Answers within 0.1 s; more than four requests in one second are refused."""

    def __init__(self) -> None:
        self.arrived: list[float] = []

    async def get(self, number: int) -> int:
        now = asyncio.get_running_loop().time()
        recent = [t for t in self.arrived if t > now - 1]
        self.arrived.append(now)
        await asyncio.sleep(0.1)
        return 429 if len(recent) >= 4 else 200


async def main() -> None:
    service, gate = Service(), asyncio.Semaphore(2)

    async def call(number: int) -> int:
        async with gate:
            return await service.get(number)

    statuses = await asyncio.gather(*(call(number) for number in range(10)))  #{sending}
    print("fine:", statuses.count(200), "refused:", statuses.count(429))


asyncio.run(main())

#? Ten requests, never more than two at once. What does the program print?
#? predict line(1)
#? - "fine: 10 refused: 0": Two at once is little. But each takes only 0.1 s, so that makes twenty requests in a second.
#? - "fine: 4 refused: 6"
#? - "fine: 0 refused: 10": The first four in a second are welcome.
#? The semaphore counts who is *inside*. The service counts how many came *in the last second*.

#: @ when Task-2 is done
#: @ holds peak("service.get") == 2 and now == 0.1
#: ### Two inside, as planned
#: The semaphore does its job: never more than two at once. After {{now}} s the next two go in.

#: @ end
#: @ holds line(1) == "fine: 4 refused: 6" and total == 0.5
#: ### Refused
#: **{{line(1)}}**. All ten were sent within {{total}} s.

#= variant paced: One every quarter of a second
#| async def paced() -> list[int]:
#|     tasks = []
#|     for number in range(10):
#|         tasks.append(asyncio.create_task(call(number)))
#|         await asyncio.sleep(0.25)
#|     return await asyncio.gather(*tasks)
#|
#| statuses = await paced()

#: @ variant paced
#: @ end
#: @ holds paced.line(1) == "fine: 10 refused: 0" and paced.total == 2.5
#: ### A pacer
#: Four per second means: one every 0.25 s. This variant *starts* a request every 0.25 s and does not wait for its answer first.
#: **{{paced.line(1)}}**, in {{paced.total}} s. That is the price of the limit, and nobody can go faster.

#: @ variant main
#: @ end
#: ### What real services say
#: With a 429 a service often sends a header `Retry-After`: come back in so many seconds. Lesson 404 shows how to come back politely.
#: Big services limit requests per minute, and words (tokens) per minute, too.

#! check peak("service.get") <= 2: Never more than two inside

#= exercise pace: Three seconds for twelve
#: Send twelve requests. None may be refused, and it must not take longer than 3 s.
#! check line(-1) == "fine: 12 refused: 0": Nothing is refused
#! hint Start one request every 0.25 s.
#! check total <= 3: No slower than needed
#! hint Do not wait for an answer before you start the next request. `create_task` starts it and lets you go on.
#= start
#| statuses = await asyncio.gather(*(call(number) for number in range(12)))
#= solution
#| tasks = []
#| for number in range(12):
#|     tasks.append(asyncio.create_task(call(number)))
#|     await asyncio.sleep(0.25)
#| statuses = await asyncio.gather(*tasks)
#= wrong: Nothing is refused, but you wait for each answer and then once more.
#| statuses = []
#| for number in range(12):
#|     statuses.append(await call(number))
#|     await asyncio.sleep(0.25)
