# /// lesson
# id = "lock-across-await"
# title = "Museum: a lock held across a wait"
# part = "Museum of mistakes"
# order = 908
# minutes = 2
# goals = ["You recognise a lock that makes everything serial"]
# ///
#: ## Safe, and slow
#: Four answers are fetched and put into one list. To be safe, everything is done under a lock.
import asyncio


async def fetch(number: int) -> int:
    await asyncio.sleep(0.2)
    return number * number


async def collect(lock: asyncio.Lock, answers: list[int], number: int) -> None:
    #{work
    async with lock:
        answer = await fetch(number)
        answers.append(answer)
        #}


async def main() -> None:
    lock, answers = asyncio.Lock(), []
    await asyncio.gather(*(collect(lock, answers, number) for number in range(4)))
    print(sorted(answers))


asyncio.run(main())

#? How long do the four fetches of 0.2 s take?
#? predict total
#? - 0.2: They would, without the lock. Only the task that has the lock may fetch.
#? - 0.8

#: @ when Task-5 waits
#: @ highlight Task-3, Task-4, Task-5
#: @ holds waited("Lock") == 3
#: @ panels code, output, timeline, findings
#: @ holds "lock-across-await" in findings
#: ### How it looks
#: One task waits for its answer. {{waited("Lock")}} wait for the lock. They could all be fetching.

#= variant fixed: Fetch first
#| answer = await fetch(number)
#| answers.append(answer)

#: @ variant fixed
#: @ end
#: @ compare main
#: @ holds fixed.total == 0.2
#: @ holds "lock-across-await" not in fixed.findings
#: ### The fix
#: Wait first, then change what is shared. Between two awaits nobody can come in between, so here no lock is needed at all:
#: {{fixed.total}} s.
