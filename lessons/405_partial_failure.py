# /// lesson
# id = "partial-failure"
# title = "Some work, some do not"
# part = "Time and trouble"
# order = 405
# minutes = 6
# goals = ["In a large batch something always fails: plan for it", "Each job gets its own timeout and its own result: a value or a reason"]
# [glossary]
# "batch" = "many jobs of the same kind, done in one go"
# "partial failure" = "some jobs of a batch succeed, some do not"
# ///
#: ## Six texts
#: A [[batch]] of six texts is to be translated. One has a bad word, one takes far too long. The others are fine.
import asyncio

TEXTS = {"hello": 0.2, "good day": 0.3, "#!%": 0.1, "long novel": 9.0, "thanks": 0.2, "bye": 0.1}


async def translate(text: str) -> str:
    await asyncio.sleep(TEXTS[text])
    if text == "#!%":
        raise ValueError("not a word")
    return text.upper()


async def safe(text: str) -> tuple[str, str]:
    #{one_job
    try:
        async with asyncio.timeout(0.5):
            return "ok", await translate(text)
    except TimeoutError:
        return "too slow", text
    except ValueError as problem:
        return str(problem), text
    #}


async def main() -> None:
    results = await asyncio.gather(*(safe(text) for text in TEXTS))
    for status, text in results:
        print(f"{status}: {text}")
    print("translated:", sum(status == "ok" for status, _ in results))


asyncio.run(main())

#? The novel would take 9 s, and one text raises an error. How long does the batch take?
#? predict total
#? - 0.1: That would be so if the first error stopped everything. `safe` catches it.
#? - 0.5
#? - 9: Every job has a timeout of its own.
#? The slowest job is cut off at 0.5 s. All others are done by then.

#: @ 0.1
#: @ highlight "return str(problem), text"
#: @ holds peak("translate") == 6
#: ### {{now}} s: a bad text
#: One job fails. Its own `except` makes a result of it. The five others never hear of it.

#: @ 0.3
#: @ holds len(waiting) == 2
#: ### {{now}} s: nearly everything is there
#: Only the novel is missing. `main` and the novel's task are waiting: {{waiting}}.

#: @ end
#: @ holds line(-1) == "translated: 4" and total == 0.5 and raised == 0
#: ### A list without surprises
#: **{{line(-1)}}** of 6, in {{total}} s. This is [[partial failure]], handled: every text has a result or a reason, in the order of the
#: list. You can try the failed ones again later.

#! check line(-1) == "translated: 4": Four texts are translated

#= exercise second-chance: Without losing any
#: The start stops at the first error and would wait for the novel. Give each text its own chance.
#! check line(-1) == "translated: 4": The good ones are saved
#! hint Catch ValueError around the one call, and return the reason with the text.
#! check total <= 0.5: The novel does not hold up the batch
#! hint `asyncio.timeout(0.5)` around the one call. It raises TimeoutError.
#! check count("too slow") == 1: The novel's reason is told
#= start
#| return "ok", await translate(text)
#= solution
#| try:
#|     return "ok", await asyncio.wait_for(translate(text), 0.5)
#| except TimeoutError:
#|     return "too slow", text
#| except ValueError:
#|     return "bad text", text
#= wrong: No error spoils the batch. But the novel does.
#| try:
#|     return "ok", await translate(text)
#| except ValueError:
#|     return "bad text", text
