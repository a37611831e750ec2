# /// lesson
# id = "keep-the-task"
# title = "Keep the task you made"
# part = "Together"
# order = 203
# minutes = 5
# goals = ["A task that nobody awaits may be cut off or even forgotten", "`create_task` gives you the task: keep it, and await it"]
# [glossary]
# "fire and forget" = "to start a task and never look at it again"
# ///
#: ## The letter in the drawer
#: The shop sends a receipt by post and closes. Sending takes 0.3 s. The task is started in [[fire and forget]] manner.
import asyncio


async def send_receipt(name: str) -> None:
    await asyncio.sleep(0.3)
    print("receipt sent to", name)


async def main() -> None:
    #{closing
    asyncio.create_task(send_receipt("Ada"), name="post")
    await asyncio.sleep(0.1)
    print("the shop closes")
    #}


asyncio.run(main())

#? How many receipts are sent?
#? predict count("receipt sent")
#? - 1: `asyncio.run` does not wait for tasks that are left. When `main` returns, they are cancelled.
#? - 0
#? Nobody awaited the task, so nobody waited for it.

#: @ when post waits
#: @ highlight post
#: ### The task is under way
#: It waits for 0.3 s. `main` threw the task away: no name in the program refers to it.

#: @ when "the shop closes" is printed
#: @ holds now == 0.1 and state("post") == "waiting"
#: ### Closing time
#: It is {{now}} s. `main` returns, and the task is still {{state("post")}}.

#: @ when post is cancelled
#: @ highlight post
#: @ holds how("post") == "cancelled" and left == 1
#: ### Cut off
#: `asyncio.run` cleans up: it cancels the {{left}} task that is left. The receipt is never sent. There is no error message.

#: @ end
#: ### A second danger
#: The loop keeps only a *weak* reference to a task. If the program keeps none, Python may throw the task away in the middle of its work.
#: So the rule is: keep what `create_task` gives you, and await it before you leave.
#:
#: A server that runs for months keeps its background tasks in a set. Each one leaves the set when it is done:
#:
#: ```python
#: tasks.add(task)
#: task.add_done_callback(tasks.discard)
#: ```

#= variant kept: Kept and awaited
#| post = asyncio.create_task(send_receipt("Ada"), name="post")
#| await asyncio.sleep(0.1)
#| await post
#| print("the shop closes")

#: @ variant kept
#: @ end
#: @ compare main
#: @ holds kept.total == 0.3 and kept.count("receipt sent") == 1
#: ### Kept and awaited
#: The shop closes at {{kept.total}} s, and the receipt is out.
#:
#: `create_task` or `gather`? With `create_task` you get the task in your hand: you can do something else first, ask whether it is done,
#: cancel it.
#: With `gather` you just want all the results.

#! check tasks == 2: One task besides the main one

#= exercise three-receipts: Three receipts
#: Send receipts to Ada, Ben and Cem at the same time. The shop closes when all are out.
#! check count("receipt sent") == 3: All three receipts are sent
#! hint Keep the three tasks in a list, then await each, or hand the list to `gather`.
#! check total <= 0.3: They are sent at the same time
#! hint Make all tasks before you await the first.
#! check line(-1) == "the shop closes": The shop closes last
#= start
#| for name in ("Ada", "Ben", "Cem"):
#|     asyncio.create_task(send_receipt(name))
#| print("the shop closes")
#= solution
#| tasks = [asyncio.create_task(send_receipt(name)) for name in ("Ada", "Ben", "Cem")]
#| for task in tasks:
#|     await task
#| print("the shop closes")
#= solution
#| await asyncio.gather(*(send_receipt(name) for name in ("Ada", "Ben", "Cem")))
#| print("the shop closes")
#= wrong: All are sent, but one after another.
#| for name in ("Ada", "Ben", "Cem"):
#|     await asyncio.create_task(send_receipt(name))
#| print("the shop closes")
#= wrong: The shop closes before the post is out.
#| tasks = [asyncio.create_task(send_receipt(name)) for name in ("Ada", "Ben", "Cem")]
#| print("the shop closes")
#| await asyncio.gather(*tasks)
