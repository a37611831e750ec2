# /// lesson
# id = "blocking-call"
# title = "Museum: the blocking call"
# part = "Museum of mistakes"
# order = 902
# minutes = 2
# goals = ["You recognise a call that stops everybody"]
# ///
#: ## Three guests and a slow till
#: Three guests pay at the same time. Paying takes 0.2 s, and it is written with the wrong sleep.
import asyncio
import time


async def pay(guest: str) -> None:
    time.sleep(0.2)  #{wait}
    print(guest, "has paid")


async def main() -> None:
    await asyncio.gather(pay("Ada"), pay("Ben"), pay("Cem"))


asyncio.run(main())

#? How long does it take?
#? predict total
#? - 0.2: They were started together, but each holds the loop until it is done.
#? - 0.6

#: @ when loop blocks #2
#: @ holds blocked == 0.6 and longest_block == 0.2
#: @ panels code, output, timeline, findings
#: @ holds "blocking-call" in findings
#: ### How it looks
#: While one task runs, the others are ready and get no turn. The loop was held for {{blocked}} s.

#= variant fixed: Waiting well
#| await asyncio.sleep(0.2)

#: @ variant fixed
#: @ end
#: @ compare main
#: @ holds fixed.total == 0.2 and fixed.blocked == 0
#: @ holds "blocking-call" not in fixed.findings
#: ### The fix
#: `await asyncio.sleep` instead of `time.sleep`, an async client instead of `requests`. If there is no async version, use
#: `asyncio.to_thread`. Now: {{fixed.total}} s.
