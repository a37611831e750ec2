# /// lesson
# id = "three-ways"
# title = "Serial, concurrent, real"
# part = "Live"
# order = 601
# minutes = 8
# goals = ["You can predict how long a batch of requests takes", "You can compare the prediction with real HTTP"]
# [glossary]
# "throughput" = "how many answers come per second"
# "latency" = "how long one answer takes"
# [scenario]
# latency = 0.2
# ///
#: ## First predict, then measure
#: Twelve requests to one service. Its [[latency]] is 0.2 s, and connections cost nothing here. Three ways to send them: one after
#: another, all at once, four at a time.
import asyncio

import httpx

URL = "https://api.example.com/item/"


async def fetch(client: httpx.AsyncClient, gate: asyncio.Semaphore, number: int) -> int:
    async with gate:
        return (await client.get(URL + str(number))).status_code


async def main(at_once: int) -> None:
    gate = asyncio.Semaphore(at_once)
    async with httpx.AsyncClient(timeout=10) as client:
        answers = await asyncio.gather(*(fetch(client, gate, number) for number in range(12)))
    print(len(answers), "answers, at once:", at_once)


asyncio.run(main(4))  #{how}

#? Twelve requests, four at a time, 0.2 s each. How long?
#? predict number total
#? - 0.2: That is all twelve at once.
#? - 2.4: That is one after another.
#? - 0.8: Twelve divided by four is three rounds, not four.
#? Rounds times latency: 12 / 4 × 0.2 s. This little formula is worth remembering.

#: @ 0.1
#: @ holds requests_at_once == 4 and waited("Semaphore") == 8
#: ### Four under way
#: At {{now}} s four requests are in flight, and {{waited("Semaphore")}} tasks wait at the gate.

#= variant serial: One after another
#| asyncio.run(main(1))
#= variant all: All at once
#| asyncio.run(main(12))

#: @ end
#: @ panels code, timeline
#: @ compare serial, all
#: @ holds serial.total == 2.4 and all.total == 0.2 and total == 0.6
#: ### Three predictions
#: | way | time | answers per second ([[throughput]]) |
#: |---|---|---|
#: | one after another | {{serial.total}} s | {{round(12 / serial.total, 1)}} |
#: | four at a time | {{main.total}} s | {{round(12 / main.total, 1)}} |
#: | all at once | {{all.total}} s | {{round(12 / all.total, 1)}} |

#: @ end
#: @ panels all
#: ### Now for real
#: Let Loopscope do the same with real HTTP against its own demo server. `Shift+F5` runs this very program so; `Shift+L` opens the live panel,
#: where `Ctrl+L` makes the same calls with each strategy (in a terminal: `loopscope live --count 12 --concurrency 4`). It runs the strategies one
#: after another and shows the measured time beside the simulator's prediction, with the error of that prediction.
#:
#: Real networks add what a formula leaves out: connections to open, answers that differ, a service that slows down. How far off was your
#: prediction?

#! check requests == 12: Twelve requests are sent

#= exercise thirty: Within half a second
#: Send the twelve requests within 0.5 s, but with as few at once as that allows.
#! check total <= 0.5: In time
#! hint How many rounds of 0.2 s fit into 0.5 s?
#! check requests_at_once <= 6: No more at once than needed
#! hint Twelve requests in two rounds.
#! check requests == 12: All twelve are sent
#= start
#| asyncio.run(main(4))
#= solution
#| asyncio.run(main(6))
#= wrong: In time, but with more at once than needed.
#| asyncio.run(main(12))
#= wrong: Nothing was sent. That is quick.
#| print("too tired")
