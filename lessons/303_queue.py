# /// lesson
# id = "queue"
# title = "A queue and its workers"
# part = "Limits"
# order = 303
# minutes = 7
# goals = ["A queue hands work from one task to others", "So many workers, so many jobs at once", "A poison pill tells workers to go home"]
# [glossary]
# "queue" = "a line of things to do: `put` at the end, `get` from the front. Who finds nothing waits"
# "worker" = "a task that takes one job after another from a queue"
# "poison pill" = "a special entry that means: no more work, stop"
# ///
#: ## The order rail
#: In a kitchen orders hang on a rail. Cooks take the first one, cook, and come back. The rail is a [[queue]], the cooks are
#: [[worker|workers]].
import asyncio


async def cook(rail: asyncio.Queue[str | None], name: str) -> None:
    while True:
        #{taking
        dish = await rail.get()
        if dish is None:
            print(name, "goes home")
            await rail.put(None)
            break
        #}
        await asyncio.sleep(0.2)
        print(name, "made", dish)


async def main() -> None:
    rail: asyncio.Queue[str | None] = asyncio.Queue()
    cooks = [asyncio.create_task(cook(rail, name), name=name) for name in ("Eva", "Tom")]
    for dish in ("soup", "rice", "fish", "cake", "tea"):
        await rail.put(dish)
    await rail.put(None)  #{closing}
    await asyncio.gather(*cooks)


asyncio.run(main())

#? Two cooks, five dishes, 0.2 s each. When is the kitchen closed?
#? predict total
#? - 0.2: That would need five cooks.
#? - 0.5: Half of 1 s would be fair, but the fifth dish cannot be split. One cook makes it alone.
#? - 0.6
#? - 1: That is one cook alone.
#? Two dishes, two dishes, one dish.

#: @ when Task-1 waits
#: @ holds now == 0 and state("Eva") == "ready"
#: ### The rail is full
#: `put` did not wait: this rail has room without end. All five dishes and the [[poison pill]] hang there before a cook has moved.

#: @ when Tom waits
#: @ highlight Eva, Tom
#: ### Both cook
#: Each took one order. There are as many jobs [[in flight]] as there are workers. That is a limit, too, like a semaphore.

#: @ when "Eva made soup" is printed
#: @ holds now == 0.2
#: ### The next order
#: At {{now}} s Eva is done and takes the next dish from the rail. Nobody tells her to. That is why a quick worker makes more than a slow
#: one.

#: @ when "goes home" is printed
#: @ highlight "dish is None"
#: @ holds now == 0.4
#: ### The poison pill
#: The [[poison pill]] `None` comes out of the rail. The worker puts it back for the next one and stops. Without that, the second cook
#: would wait for ever.

#: @ end
#: @ holds peak("asyncio.sleep(0.2)") == 2 and count("made") == 5
#: ### {{count("made")}} dishes by {{total}} s
#: A queue is the right tool when work comes in bit by bit, or when there is too much to make a task of each.

#= variant closed: The rail is shut down
#= in taking
#| try:
#|     dish = await rail.get()
#| except asyncio.QueueShutDown:
#|     print(name, "goes home")
#|     break
#= in closing
#| rail.shutdown()

#: @ variant closed
#: @ when "goes home" is printed
#: @ highlight "except asyncio.QueueShutDown:", "rail.shutdown()"
#: @ holds now == 0.4 and closed.total == main.total and closed.count("goes home") == 2
#: ### Since Python 3.13: `shutdown`
#: A queue can be told that nothing more will come. What hangs on the rail is still made. Then `get` raises `QueueShutDown` for everybody who
#: asks: no pill, and nobody can forget to pass it on.

#! check count("made") == 5: All dishes are made

#= exercise one-pill: The cook who never goes home
#: Somebody removed the line that passes the pill on. Now one cook waits for ever, and so does `main`. Repair it in any way.
#! check count("made") == 5: All dishes are made
#! check count("goes home") == 2: Both cooks go home
#! hint Each cook passes the pill on. Or `main` shuts the queue down, and nobody needs a pill.
#= start
#= in taking
#| dish = await rail.get()
#| if dish is None:
#|     print(name, "goes home")
#|     break
#= solution
#= in taking
#| dish = await rail.get()
#| if dish is None:
#|     print(name, "goes home")
#|     await rail.put(None)
#|     break
#= solution
#= in taking
#| try:
#|     dish = await rail.get()
#| except asyncio.QueueShutDown:
#|     print(name, "goes home")
#|     break
#= in closing
#| rail.shutdown()
#= wrong: A cook who puts a dish back instead of the pill makes work, not an end.
#= in taking
#| dish = await rail.get()
#| if dish is None:
#|     print(name, "goes home")
#|     await rail.put("tea")
#|     break
