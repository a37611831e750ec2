# /// lesson
# id = "lost-task"
# title = "Museum: fire and forget, lost"
# part = "Museum of mistakes"
# order = 904
# minutes = 2
# goals = ["You recognise a task that is cut off at the end"]
# ///
#: ## The backup that never was
#: A backup is started in the background. Then the program ends.
import asyncio


async def backup() -> None:
    await asyncio.sleep(0.5)
    print("backup written")


async def main() -> None:
    #{ending
    asyncio.create_task(backup(), name="backup")
    await asyncio.sleep(0.1)
    #}
    print("good night")


asyncio.run(main())

#? Is the backup written?
#? predict count("backup written")
#? - 0
#? - 1: `asyncio.run` does not wait for it. When `main` returns, all tasks that are left are cancelled.

#: @ when backup is cancelled
#: @ highlight backup
#: @ holds left == 1 and how("backup") == "cancelled"
#: @ panels code, output, timeline, findings
#: @ holds "lost-task" in findings
#: ### How it looks
#: The lane of the task ends with the mark of a cancellation, at the very moment at which `main` ends. No error is shown.

#= variant fixed: Kept and awaited
#| running = asyncio.create_task(backup(), name="backup")
#| await asyncio.sleep(0.1)
#| await running

#: @ variant fixed
#: @ end
#: @ holds fixed.left == 0 and fixed.count("backup written") == 1
#: @ holds "lost-task" not in fixed.findings
#: ### The fix
#: Keep the task, and await it before you leave. Or start it in a TaskGroup, which waits by itself.
