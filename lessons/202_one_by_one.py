# /// lesson
# id = "one-by-one"
# title = "One after another, without noticing"
# part = "Together"
# order = 202
# minutes = 5
# goals = ["`await` in a loop is serial, even in async code", "Independent calls go together, dependent calls one after another"]
# [glossary]
# "serial" = "one after another; the next begins when the one before is done"
# ///
#: ## It looks asynchronous
#: This program has `async` and `await` everywhere. It prepares a trip: it asks for the weather, the trains and the hotel.
import asyncio


async def ask(what: str, seconds: float) -> str:
    await asyncio.sleep(seconds)
    return what


async def main() -> None:
    #{asking
    weather = await ask("sun", 0.3)
    trains = await ask("3 trains", 0.2)
    hotel = await ask("1 room", 0.4)
    #}
    print(weather, trains, hotel)


asyncio.run(main())

#? How long does it take?
#? predict total
#? - 0.4: That would be so if they waited together. But each `await` ends before the next call is even made.
#? - 0.9
#? - 0: `await` does not mean "in the background". It means: wait here for this.
#? `async` makes it possible to overlap waits. It does not do it for you.

#: @ when Task-1 waits
#: @ highlight 'await ask("sun"'
#: @ holds peak("await asyncio.sleep") == 1 and tasks == 1
#: ### One thing at a time
#: At {{now}} s there is {{tasks}} task, and it waits for the weather. Nobody has asked for trains.

#: @ when Task-1 waits #2
#: @ holds now == 0.3
#: ### Only now the trains
#: At {{now}} s the second question goes out. The [[serial]] way adds all waits up: {{total}} s.

#: @ variant together
#: @ end
#: @ compare main
#: @ holds together.total == 0.4 and together.peak("await asyncio.sleep") == 3
#: ### Together
#: The three answers do not need each other. With `gather` it takes {{together.total}} s.

#= variant together: All three at once
#= in asking
#| weather, trains, hotel = await asyncio.gather(
#|     ask("sun", 0.3), ask("3 trains", 0.2), ask("1 room", 0.4)
#| )

#: @ variant main
#: @ end
#: ### When one after another is right
#: If you need the answer of one call to make the next, you have to wait for it. You cannot book a seat before you know the train.
#: Ask yourself: *does the second call need the first one's result?* If not, start them together.

#! check count("sun 3 trains 1 room") == 1: All three answers are printed

#= exercise trip: The seat needs the train
#: The seat depends on the train. Weather and hotel depend on nothing. Make it as quick as it can be.
#! check total <= 0.5: No longer than the train and the seat together
#! hint Put train and seat into one coroutine of its own. Then there are three independent things to gather.
#! check count("sun, seat in 3 trains, 1 room") == 1: The result is the same
#! hint The seat has to be asked for with the train's answer.
#= start
#= in asking
#| weather = await ask("sun", 0.3)
#| train = await ask("3 trains", 0.2)
#| seat = await ask(f"seat in {train}", 0.3)
#| hotel = await ask("1 room", 0.4)
#| print(f"{weather}, {seat}, {hotel}")
#| trains = train
#= solution
#= in asking
#| async def seat_in_train() -> str:
#|     train = await ask("3 trains", 0.2)
#|     return await ask(f"seat in {train}", 0.3)
#|
#| weather, seat, hotel = await asyncio.gather(ask("sun", 0.3), seat_in_train(), ask("1 room", 0.4))
#| print(f"{weather}, {seat}, {hotel}")
#| trains = seat
#= wrong: Everything is asked at once. But the seat was booked before the train was known.
#= in asking
#| weather, trains, seat, hotel = await asyncio.gather(
#|     ask("sun", 0.3), ask("3 trains", 0.2), ask("seat in nothing", 0.3), ask("1 room", 0.4)
#| )
#| print(f"{weather}, {seat}, {hotel}")
