# /// lesson
# id = "find-the-knee"
# title = "How many at once? Find the knee"
# part = "Live"
# order = 602
# minutes = 8
# goals = [
#     "More at once helps up to a point: the knee",
#     "Beyond it nothing gets faster, and errors begin",
#     "You can find that point by an experiment",
# ]
# [glossary]
# "knee" = "the point of a curve at which it stops getting better"
# "sweep" = "the same experiment for several values of one setting"
# [scenario]
# latency = 0.2
# [[scenario.host]]
# name = "api.example.com"
# workers = 8
# limit = { concurrent = 20 }
# ///
#: ## A sweep
#: This service works on eight requests at a time. Others wait inside the service. From the twenty-first at once it refuses, with 429. But
#: you do not know that!
#: So you make a [[sweep]]: the same forty requests with different limits, and you write down the time and the errors.
import asyncio
import time

import httpx

URL = "https://api.example.com/item/"


async def measure(at_once: int, count: int = 40) -> tuple[float, int]:
    gate = asyncio.Semaphore(at_once)

    async def fetch(client: httpx.AsyncClient, number: int) -> int:
        async with gate:
            return (await client.get(URL + str(number))).status_code

    async with httpx.AsyncClient(timeout=30) as client:
        began = time.perf_counter()
        statuses = await asyncio.gather(*(fetch(client, number) for number in range(count)))
        return time.perf_counter() - began, sum(status != 200 for status in statuses)


async def main() -> None:
    #{sweep
    for at_once in (1, 2, 4, 8, 16, 32):
        seconds, errors = await measure(at_once)
        print(f"limit {at_once:2}: {seconds:.1f} s, {errors} errors")
        #}


asyncio.run(main())

#? With a limit of 8 the forty requests take 1 s. How long do they take with a limit of 16?
#? predict line(5)
#? - "limit 16: 0.5 s, 0 errors": That would be so if the service could work on sixteen. It has eight workers, and the others wait inside.
#? - "limit 16: 1.0 s, 0 errors"
#? - "limit 16: 1.0 s, 20 errors": It refuses from the twenty-first at once. Sixteen are fewer.
#? Beyond the knee a higher limit only moves the queue from your program into the service.

#: @ when "limit  1" is printed
#: @ holds line(1) == "limit  1: 8.0 s, 0 errors"
#: ### One at a time
#: **{{line(1)}}**. Forty times 0.2 s.

#: @ when "limit  8" is printed
#: @ holds line(2) == "limit  2: 4.0 s, 0 errors" and line(3) == "limit  4: 2.0 s, 0 errors" and line(4) == "limit  8: 1.0 s, 0 errors"
#: ### Twice as many, half the time
#: 1, 2, 4, 8: each step halves the time. **{{line(4)}}**.

#: @ when "limit 16" is printed
#: @ plot "limit {limit}: {seconds} s, {errors} errors"
#: ### The [[knee]]
#: **{{line(5)}}**. Twice as many, and no faster. Each single answer now takes longer, because it waits inside the service.

#: @ end
#: @ plot "limit {limit}: {seconds} s, {errors} errors"
#: @ holds requests_at_once == 32
#: ### Too much
#: **{{line(6)}}**. It looks fast. But the errors are no answers, and if each is tried again, they cost more than they saved.

#: @ end
#: ### Choose the knee
#: | limit | what happens |
#: |---|---|
#: | below 8 | you leave workers idle |
#: | 8 | **the knee**: full speed, no queue |
#: | 16 | no faster, longer waits for each |
#: | 32 | refused |
#:
#: Choose the knee, or a little less: you are not the only guest. Against a real service do the same with
#: `loopscope live --concurrency N`, gently.
#:
#: *Would a faster event loop help?* There are such loops, `uvloop` is one. But look at the loop's own lane: it is nearly always idle,
#: waiting for answers. Making idle faster wins nothing here.

#! check count("limit") == 6: The sweep has six points

#= exercise around: Look closer
#: Is it exactly 8? Measure the limits 6, 8 and 10, and no others.
#! check count("limit") == 3: Three lines
#! hint Change the numbers in the `for` line.
#! check in_order("limit  6", "limit  8: 1.0 s", "limit 10: 1.0 s"): 8 and 10 take the same time
#= start
#| for at_once in (4, 32):
#|     seconds, errors = await measure(at_once)
#|     print(f"limit {at_once:2}: {seconds:.1f} s, {errors} errors")
#= solution
#| for at_once in (6, 8, 10):
#|     seconds, errors = await measure(at_once)
#|     print(f"limit {at_once:2}: {seconds:.1f} s, {errors} errors")
#= wrong: Three, but not the ones around the knee.
#| for at_once in (1, 2, 3):
#|     seconds, errors = await measure(at_once)
#|     print(f"limit {at_once:2}: {seconds:.1f} s, {errors} errors")
