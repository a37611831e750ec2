# /// lesson
# id = "retried-for-nothing"
# title = "Museum: retrying a 404"
# part = "Museum of mistakes"
# order = 909
# minutes = 2
# goals = ["You recognise retries that cannot help"]
# [scenario]
# latency = 0.1
# [[scenario.host]]
# name = "api.example.com"
# [[scenario.host.route]]
# path = "/swan"
# status = 404
# ///
#: ## Is there a swan now?
#: There is no swan. The program asks again, and waits longer each time.
import asyncio

import httpx


async def ask(client: httpx.AsyncClient, path: str) -> str:
    for attempt in range(3):
        answer = await client.get("https://api.example.com" + path)
        if answer.status_code == 200:
            return "found"
        #{after
        await asyncio.sleep(2**attempt)
        #}
    return f"given up: {answer.status_code}"


async def main() -> None:
    async with httpx.AsyncClient(timeout=10) as client:
        print(await ask(client, "/swan"))


asyncio.run(main())

#? Each answer takes 0.1 s. When does the program give up?
#? predict total
#? - 0.1: It could. A 404 will not change. But this program does not look at the status.
#? - 7.3
#? - 3.3: There is a pause after the third failure, too: 1 + 2 + 4.

#: @ end
#: @ holds requests == 3 and total == 7.3
#: @ panels code, output, timeline, findings
#: @ holds "retried-for-nothing" in findings
#: ### How it looks
#: The same request {{requests}} times, the same answer {{requests}} times, and a growing pause in between.

#= variant fixed: A 4xx is final
#| if 400 <= answer.status_code < 500 and answer.status_code != 429:
#|     break
#| await asyncio.sleep(2**attempt)

#: @ variant fixed
#: @ end
#: @ compare main
#: @ holds fixed.requests == 1 and fixed.total == 0.1
#: @ holds "retried-for-nothing" not in fixed.findings
#: ### The fix
#: 4xx means: *your request* is wrong. Only 429 means "later". Now it takes {{fixed.total}} s to hear the truth.
