# /// lesson
# id = "cancellation"
# title = "Cancellation, step by step"
# part = "Time and trouble"
# order = 402
# minutes = 7
# goals = [
#     "`task.cancel()` only asks; the task hears of it at its next step",
#     "`finally` is the place to clean up",
#     "Who catches CancelledError has to raise it again",
# ]
# [glossary]
# "CancelledError" = "the error that is raised inside a task that was asked to stop"
# "cleanup" = "what has to be done even when things go wrong: close the file, give back the table"
# ///
#: ## Please stop
#: `main` starts a baker and changes its mind at 0.2 s. Follow the request to the baker and back.
import asyncio


async def bake() -> None:
    print("oven on")
    try:
        await asyncio.sleep(1)
        print("bread is ready")
    finally:
        await asyncio.sleep(0.1)
        print("oven off")


async def main() -> None:
    baker = asyncio.create_task(bake(), name="baker")
    await asyncio.sleep(0.2)
    #{stopping
    baker.cancel()
    print("asked to stop")
    try:
        await baker
    except asyncio.CancelledError:
        print("the baker has stopped")
        #}


asyncio.run(main())

#? `baker.cancel()` is called at 0.2 s. Which line is printed next?
#? predict line(2)
#? - "oven off": `cancel` runs nothing. The baker can only react when it gets its turn, and `main` still has it.
#? - "asked to stop"
#? - "the baker has stopped": First the baker has to hear of it.
#? `cancel` puts a note into the task, and goes on.

#: @ when baker cancel
#: @ highlight "baker.cancel()"
#: @ holds now == 0.2 and waits_for("baker") == "sleep 1"
#: ### The request
#: It is {{now}} s, and the baker waits for **{{waits_for("baker")}}**. The request cancels that sleep. So the baker will be woken.

#: @ when "asked to stop" is printed
#: @ holds state("baker") == "ready"
#: ### `main` still has the turn
#: The baker is {{state("baker")}}: it stands in the ready queue. Nothing has happened in the oven yet. `main` goes on until its next
#: `await`.

#: @ when baker waits #2
#: @ highlight "finally:", "await asyncio.sleep(0.1)"
#: @ holds now == 0.2
#: ### Inside the baker
#: Now the [[CancelledError]] is raised at `await asyncio.sleep(1)`. The line below is skipped, and `finally` begins its [[cleanup]]. It
#: may even await.

#: @ when "oven off" is printed
#: @ holds now == 0.3
#: ### Cleaned up
#: At {{now}} s the oven is off. The error goes on its way out of `bake`. The task ends as cancelled.

#: @ end
#: @ holds how("baker") == "cancelled" and total == 0.3
#: ### And back in `main`
#: `await baker` raises CancelledError, because there is no result. The baker {{how("baker")}}: not returned, not failed.

#: @ end
#: ### Do not swallow it
#: An `except CancelledError` that does not `raise` again makes the task go on as if nobody had asked. Timeouts, TaskGroup and the end of
#: the program then do not work.
#: A plain `except Exception` is safe: CancelledError is no `Exception`.

#! check count("oven off") == 1: The oven is turned off

#= exercise clean: Whatever happens
#: The program below stops the baker and leaves at once. Make sure the oven is off before `closed` is printed.
#! check in_order("oven off", "closed"): First the oven, then the door
#! hint After `cancel()` the task needs a turn to clean up. Wait for it.
#! check how("baker") == "cancelled": The baker is really cancelled
#! check total <= 0.3: Nobody waits for the bread
#! hint Await the task after cancelling it, and catch the CancelledError.
#= start
#| baker.cancel()
#| print("closed")
#= solution
#| baker.cancel()
#| try:
#|     await baker
#| except asyncio.CancelledError:
#|     pass
#| print("closed")
#= solution
#| baker.cancel()
#| await asyncio.gather(baker, return_exceptions=True)
#| print("closed")
#= wrong: The oven is off, because you waited until the bread was ready.
#| await baker
#| print("closed")
