# /// lesson
# id = "swallowed-error"
# title = "Museum: the swallowed error"
# part = "Museum of mistakes"
# order = 905
# minutes = 2
# goals = ["You recognise an error that nobody sees"]
# ///
#: ## Everything went fine
#: Three mails are sent. Somebody wrote `except Exception: pass`, so that "nothing can go wrong".
import asyncio


async def send(to: str) -> None:
    await asyncio.sleep(0.1)
    if "@" not in to:
        raise ValueError(f"no address: {to}")


async def mail(to: str) -> bool:
    #{sending
    try:
        await send(to)
    except Exception:
        pass
    return True
    #}


async def main() -> None:
    sent = await asyncio.gather(mail("ada@home"), mail("ben"), mail("cem@home"))
    print("sent:", sum(sent))


asyncio.run(main())

#? One address is wrong. What does the program say?
#? predict line(1)
#? - "sent: 2": It should. But the error was caught and dropped, and then `return True` ran.
#? - "sent: 3"

#: @ line "pass"
#: @ highlight "except Exception:", "pass"
#: @ panels code, output, timeline, findings
#: @ holds "swallowed-error" in findings
#: ### How it looks
#: The line `pass` runs: an error has arrived here and goes no further. A mistyped name would vanish in the same way.
#: The cousins of this mistake: a task whose error nobody awaits, and a `gather(..., return_exceptions=True)` whose list nobody reads.

#= variant fixed: One error, and a word about it
#| try:
#|     await send(to)
#| except ValueError as problem:
#|     print("not sent:", problem)
#|     return False
#| return True

#: @ variant fixed
#: @ end
#: @ holds fixed.line(-1) == "sent: 2" and fixed.count("not sent") == 1
#: @ holds "swallowed-error" not in fixed.findings
#: ### The fix
#: Catch only the error you expect, and say what happened: **{{fixed.line(1)}}**.
