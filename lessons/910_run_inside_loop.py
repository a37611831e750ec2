# /// lesson
# id = "run-inside-loop"
# title = "Museum: asyncio.run inside a loop"
# part = "Museum of mistakes"
# order = 910
# minutes = 2
# goals = ["You recognise a second loop inside the first"]
# ///
#: ## A door inside the house
#: `report` is an ordinary function. It wants the result of a coroutine, so it calls `asyncio.run`. But it is called from async code.
import asyncio


async def count_guests() -> int:
    await asyncio.sleep(0.1)
    return 12


def report() -> str:
    counting = count_guests()
    return f"{asyncio.run(counting)} guests"


async def main() -> None:
    #{asking
    try:
        print(report())
    except RuntimeError as problem:
        print("RuntimeError:", problem)
        #}


asyncio.run(main())

#? What is printed?
#? predict count("RuntimeError")
#? - 0 "12 guests": A loop runs already in this thread. Python does not start another one inside it.
#? - 1 "RuntimeError: asyncio.run() cannot be called from a running event loop"

#: @ end
#: @ holds total == 0 and never_awaited == 1
#: @ panels code, output, timeline, findings
#: @ holds "run-inside-loop" in findings
#: ### How it looks
#: The coroutine never ran. Notebooks such as Jupyter run a loop of their own, so there you meet this with your very first `asyncio.run`.

#= variant fixed: await instead
#| print(await count_guests(), "guests")

#: @ variant fixed
#: @ end
#: @ holds fixed.line(1) == "12 guests"
#: @ holds "run-inside-loop" not in fixed.findings
#: ### The fix
#: Inside async code, `await` the coroutine. If an ordinary function is in between, make it `async def`, too.
