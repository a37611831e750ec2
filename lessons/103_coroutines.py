# /// lesson
# id = "coroutines"
# title = "Calling an async function does not run it"
# part = "Waiting"
# order = 103
# minutes = 5
# goals = ["A call of an `async def` function makes a coroutine object", "`await` runs it and gives its result"]
# [glossary]
# "coroutine" = "what a call of an `async def` function gives you: the work, written on a slip of paper, not yet begun"
# "coroutine function" = "a function written with `async def`"
# ///
#: ## An order on a slip of paper
#: `brew` is a [[coroutine function]]: it is written with `async def`. Watch what `brew()` gives you.
import asyncio


async def brew() -> str:
    print("water is hot")
    await asyncio.sleep(0.2)
    return "tea"


async def main() -> None:
    #{order
    slip = brew()
    print("I have a", type(slip).__name__)
    drink = await slip
    print("I have", drink)
    #}


asyncio.run(main())

#? In which order do these lines appear?
#? predict order output
#? After the prediction: the call `brew()` prints nothing. Only `await` starts it.

#: @ line "slip = brew()"
#: @ highlight "slip = brew()"
#: ### The call
#: An ordinary call would now jump into `brew` and print. This one only writes a slip: "brew tea". The slip is a [[coroutine]].

#: @ when "I have a coroutine" is printed
#: @ highlight "type(slip)"
#: @ holds len(printed) == 1 and now == 0
#: ### The slip in your hand
#: `slip` is no drink. It is a coroutine object, and not one line of `brew` has run. The program has printed {{len(printed)}} line so far.

#: @ line "water is hot"
#: @ highlight "await slip", "water is hot"
#: ### `await` hands it in
#: Now `main` says `await slip`. This runs the coroutine, right here, as a part of `main`.

#: @ when Task-1 waits
#: @ highlight Task-1, "await asyncio.sleep(0.2)"
#: @ holds tasks == 1
#: ### It waits
#: `brew` waits for 0.2 s, and `main`, which waits for `brew`, stands still with it. There is {{tasks}} task.
#: Awaiting a coroutine does not make a second one.

#: @ end
#: ### The result
#: When `brew` returns, `await` gives its result to `drink`. That took {{total}} s.

#= variant forgotten: Without await
#| brew()
#| print("I have nothing")

#: @ variant forgotten
#: @ end
#: @ holds forgotten.never_awaited == 1 and forgotten.total == 0
#: ### If you forget `await`
#: This variant writes the slip and throws it away. Nothing is brewed. Python notices only when the slip is gone,
#: and complains on the error output: {{never_awaited}} coroutine was never awaited.

#! check never_awaited == 0: Every coroutine is awaited

#= exercise two-teas: Two teas
#: The program below writes two slips and drinks neither. Brew both, one after the other, and print each.
#! check never_awaited == 0: Every coroutine is awaited
#! hint A coroutine that nobody awaits is a lost order. Put `await` before it.
#! check count("I have tea") == 2: Two teas are served
#! hint `print` needs the result, so await first and print then.
#= start
#| first = brew()
#| second = brew()
#| print("I have", first)
#| print("I have", second)
#= solution
#| first = await brew()
#| second = await brew()
#| print("I have", first)
#| print("I have", second)
#= wrong: One slip is still in your pocket.
#| first = await brew()
#| second = brew()
#| print("I have", first)
#| print("I have", first)
