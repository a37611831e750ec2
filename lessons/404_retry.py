# /// lesson
# id = "retry"
# title = "Try again, but politely"
# part = "Time and trouble"
# order = 404
# minutes = 8
# goals = [
#     "Backoff: wait longer after each failure",
#     "Jitter: not all at the same moment",
#     "Retry what may get better (429, 5xx, a broken line), not what is wrong (404, 401)",
# ]
# [glossary]
# "retry" = "to do the same call again after a failure"
# "backoff" = "a pause before the next try that grows each time: 1, 2, 4 ..."
# "jitter" = "a small random part of a pause, so that many clients do not come back at the same moment"
# ///
#: ## The busy service
#: The service is out of order at first: [[status]] 503. The client makes a [[retry]] after each failure, and pauses 1 s, then 2 s, then 4
#: s.
import asyncio


class Problem(Exception):
    def __init__(self, status: int) -> None:
        super().__init__(f"status {status}")
        self.status = status


ANSWERS = {"/menu": [503, 503, 200], "/swan": [404, 404, 404, 404], "/wine": [429, 200]}  #{answers}


async def get(path: str) -> int:
    await asyncio.sleep(0.1)
    status = ANSWERS[path].pop(0)
    print(path, status)
    if status >= 400:
        raise Problem(status)
    return status


async def patient(path: str, tries: int = 4) -> int:
    for attempt in range(tries):
        try:
            return await get(path)
        except Problem as problem:
            if problem.status not in (429, 500, 502, 503, 504) or attempt == tries - 1:  #{which}
                raise
            await asyncio.sleep(2**attempt)
    raise AssertionError("not reached")


async def main() -> None:
    print(await asyncio.gather(patient("/menu"), patient("/swan"), return_exceptions=True))  #{job}


asyncio.run(main())

#? `/menu` answers 503, 503, 200. Each call takes 0.1 s. When does the good answer come?
#? predict time("/menu 200")
#? - 0.3: Three calls take that long. But there is a pause after each failure.
#? - 2.3: The pause grows: the second one is 2 s long, not 1 s.
#? - 3.3
#? 0.1 + 1 + 0.1 + 2 + 0.1.

#: @ when "/menu 503" is printed
#: @ highlight "problem.status not in"
#: @ holds now == 0.1
#: ### 503: it may get better
#: The service is there but overloaded. A pause may help. The client waits for 1 s. This is [[backoff]].

#: @ when "/swan 404" is printed
#: @ highlight "raise"
#: @ holds count("/swan") == 1
#: ### 404: it will not
#: There is no swan, now or later. Trying again costs time and helps nobody. The client raises the error at once: {{count("/swan")}} call,
#: no retry.

#: @ when "/menu 503" is printed #2
#: @ holds now == 1.2
#: ### The second failure
#: At {{now}} s it fails again. The next pause is twice as long. A service in trouble gets more and more time to recover.

#: @ end
#: @ holds total == 3.3 and count("/menu") == 3
#: ### Success
#: {{count("/menu")}} calls, {{total}} s. Without a retry the user would have seen an error.
#:
#: | status | meaning | again? |
#: |---|---|---|
#: | 429 | too many requests | yes, after a pause, or after what `Retry-After` says |
#: | 500, 502, 503, 504 | the service has a problem | yes, after a pause |
#: | no answer, line broken, timeout | perhaps it was bad luck | yes, after a pause |
#: | 400, 401, 403, 404 | *you* ask for the wrong thing | no |
#:
#: Ask one more question before you try again: what if the first try did arrive, and only its answer was lost? Reading twice is harmless.
#: Ordering twice brings two soups.

#: @ end
#: ### Jitter
#: If a hundred clients fail at the same moment, all of them come back after exactly 1 s, and the service falls over again.
#: So add a little chance: `await asyncio.sleep(2**attempt + random.uniform(0, 1))`. That is called [[jitter]].

#= variant stubborn: Retry everything
#= in which
#| if attempt == tries - 1:

#: @ variant stubborn
#: @ end
#: @ compare main
#: @ holds stubborn.count("/swan") == 4 and stubborn.total == 7.4
#: ### Retrying a 404
#: This client tries everything four times. It asks for the swan {{stubborn.count("/swan")}} times, and everybody waits {{stubborn.total}}
#: s.

#! check count("/swan") == 1: A 404 is not tried again

#= exercise be-careful: Which ones?
#: The start tries everything again. Make it right for `/wine` (429, then 200) and for `/swan` (404).
#! check count("/swan") == 1: A 404 is final
#! hint Look at `problem.status`. Which numbers may get better?
#! check count("/wine 200") == 1: A 429 is tried again
#! hint 429 begins with a 4, but it means: later, please.
#= start
#= in which
#| if attempt == tries - 1:
#= in job
#| print(await asyncio.gather(patient("/wine"), patient("/swan"), return_exceptions=True))
#= solution
#= in which
#| if not (problem.status == 429 or problem.status >= 500) or attempt == tries - 1:
#= in job
#| print(await asyncio.gather(patient("/wine"), patient("/swan"), return_exceptions=True))
#= wrong: Not every number that begins with 4 is final.
#= in which
#| if problem.status < 500 or attempt == tries - 1:
#= in job
#| print(await asyncio.gather(patient("/wine"), patient("/swan"), return_exceptions=True))
