# /// lesson
# id = "forgotten-await"
# title = "Museum: the forgotten await"
# part = "Museum of mistakes"
# order = 901
# minutes = 2
# goals = ["You recognise a coroutine that was never awaited"]
# [glossary]
# "finding" = "a mistake that Loopscope sees in a run: what is seen, what it costs, what to try"
# ///
#: ## The order nobody handed in
#: `save` should write the order down. Something is missing in `main`.
import asyncio

saved: list[str] = []


async def save(order: str) -> None:
    await asyncio.sleep(0.1)
    saved.append(order)


async def main() -> None:
    save("soup")  #{call}
    print("saved:", saved)


asyncio.run(main())

#? What is printed?
#? predict line(1)
#? - "saved: []"
#? - "saved: ['soup']": `save("soup")` without `await` only makes a coroutine. Its body never runs.

#: @ end
#: @ holds never_awaited == 1 and total == 0
#: @ panels code, output, timeline, findings
#: @ holds "forgotten-await" in findings
#: ### How it looks
#: {{never_awaited}} coroutine was never awaited. On the timeline there is no wait at all: the run took {{total}} s. Python warns
#: once, at the moment when the coroutine is thrown away, and only on the error output: **{{errors[0]}}**.
#: That is easy to miss. The [[finding]] names the line.

#= variant fixed: With await
#| await save("soup")

#: @ variant fixed
#: @ end
#: @ holds fixed.never_awaited == 0 and fixed.line(1) == "saved: ['soup']"
#: @ holds "forgotten-await" not in fixed.findings
#: ### The fix
#: One word: `await`. Now it says **{{fixed.line(1)}}**.
