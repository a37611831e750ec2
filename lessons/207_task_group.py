# /// lesson
# id = "task-group"
# title = "TaskGroup: nobody is left behind"
# part = "Together"
# order = 207
# minutes = 7
# goals = [
#     "A TaskGroup waits for all its tasks at the end of its block",
#     "If one fails, it cancels the others and raises an ExceptionGroup",
#     "`except*` picks errors out of a group",
# ]
# [glossary]
# "structured concurrency" = "tasks live inside a block: when the block is over, none of them is left"
# "ExceptionGroup" = "an exception that carries several exceptions"
# ///
#: ## Succeed together or stop together
#: A `TaskGroup` is a block that owns its tasks. People call this [[structured concurrency]]. Here one of three orders fails.
import asyncio


async def order(dish: str, seconds: float) -> str:
    try:
        await asyncio.sleep(seconds)
    except asyncio.CancelledError:
        print("order stopped:", dish)
        raise
    if dish == "swan":
        raise ValueError("we have no swan")
    print("ready:", dish)
    return dish


async def main() -> None:
    #{evening
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(order("soup", 0.1), name="soup")
            group.create_task(order("swan", 0.2), name="swan")
            group.create_task(order("stew", 0.5), name="stew")
    except* ValueError as problems:
        for problem in problems.exceptions:
            print("sorry:", problem)
    print("the block is over")
    #}


asyncio.run(main())

#? The swan fails at 0.2 s. When is the block over?
#? predict time("the block is over")
#? - 0.5: That is when the stew would be ready. But the group does not let it go on: it cancels it.
#? - 0.2
#? - 0.1: The soup is ready then, and the group goes on.
#? The first failure stops the others.

#: @ when "ready: soup" is printed
#: @ highlight soup
#: @ holds now == 0.1 and state("Task-1") == "waiting"
#: ### The soup is ready
#: The block has made three tasks. At its end `async with` waits for all of them. `main` is {{state("Task-1")}}.

#: @ when swan raises
#: @ highlight swan
#: @ holds now == 0.2
#: ### The swan fails
#: At {{now}} s an error is raised in one task.

#: @ when stew is cancelled
#: @ highlight stew
#: @ holds now == 0.2 and how("stew") == "cancelled"
#: ### The stew is stopped
#: The group asked the stew to stop. A CancelledError was raised where it waited. It may clean up, and it passes the error on.

#: @ when "sorry" is printed
#: @ highlight "except* ValueError"
#: ### An error with company
#: Several tasks may fail at once, so the group raises an [[ExceptionGroup]]. `except*` takes the errors of one type out of it.
#: A plain `except ValueError` would not catch it.

#: @ end
#: @ holds left == 0 and raised == 1 and cancelled == 1
#: ### Nobody is left behind
#: After the block every task has an end: {{how("soup")}}, {{how("swan")}}, {{how("stew")}}.

#! check left == 0: When the block is over, all tasks are

#= exercise collect: Use the results
#: Order soup and stew in a group. When both are ready, print `soup and stew`.
#! check line(-1) == "soup and stew": The last line has both
#! hint `group.create_task` gives you the task. After the block it is done: ask it for `.result()`.
#! check total <= 0.5: Both cook at the same time
#! hint Do not await inside the block. Let the block wait.
#! check uses("asyncio.TaskGroup"): A TaskGroup owns the tasks
#= start
#| async with asyncio.TaskGroup() as group:
#|     soup = await group.create_task(order("soup", 0.1))
#|     stew = await group.create_task(order("stew", 0.5))
#| print(soup, "and", stew)
#= solution
#| async with asyncio.TaskGroup() as group:
#|     soup = group.create_task(order("soup", 0.1))
#|     stew = group.create_task(order("stew", 0.5))
#| print(soup.result(), "and", stew.result())
#= wrong: Without the group.
#| soup, stew = await asyncio.gather(order("soup", 0.1), order("stew", 0.5))
#| print(soup, "and", stew)
#= wrong: These are the tasks, not their results.
#| async with asyncio.TaskGroup() as group:
#|     soup = group.create_task(order("soup", 0.1))
#|     stew = group.create_task(order("stew", 0.5))
#| print(soup.done(), "and", stew.done())
