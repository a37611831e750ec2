# /// lesson
# id = "gather-errors"
# title = "When one of many fails"
# part = "Together"
# order = 206
# minutes = 6
# goals = ["`gather` raises the first error at once, and the others go on", "With `return_exceptions=True` errors are entries of the list"]
# [glossary]
# "exception" = "Python's word for an error that is raised and can be caught"
# ///
#: ## The broken link
#: Three pages are loaded. One of them is broken: it raises an [[exception]] at 0.1 s.
import asyncio


async def load(page: str, seconds: float) -> str:
    await asyncio.sleep(seconds)
    if page == "broken":
        raise ValueError("no such page")
    print("loaded", page)
    return page


async def main() -> None:
    pages = (load("news", 0.3), load("broken", 0.1), load("sport", 0.2))
    #{loading
    try:
        print(await asyncio.gather(*pages))
    except ValueError as problem:
        print("failed:", problem)
    await asyncio.sleep(0.5)
    #}


asyncio.run(main())

#? The broken page fails at 0.1 s. How many pages are loaded in the end?
#? predict count("loaded")
#? - 0: `gather` raises at once, that is true. But it does not stop the others: they go on in the background.
#? - 2
#? - 3: The broken one never gets as far as its print.
#? `gather` passes the first error on and forgets about the others.

#: @ when Task-3 raises
#: @ highlight Task-3
#: @ holds now == 0.1
#: ### {{now}} s: an error
#: The second task has failed.

#: @ when "failed" is printed
#: @ highlight Task-2, Task-4
#: @ holds now == 0.1 and state("Task-2") == "waiting"
#: ### `main` hears of it at once
#: The `await` in `main` raises the same error, at {{now}} s. But `Task-2` is still {{state("Task-2")}}. Its result will reach nobody.

#: @ end
#: @ holds how("Task-2") == "returned" and how("Task-4") == "returned"
#: ### The others ended quietly
#: They {{how("Task-2")}}, and their results are lost. Had `main` ended earlier, they would have been cut off.

#= variant kept: Errors as results
#| for result in await asyncio.gather(*pages, return_exceptions=True):
#|     if isinstance(result, Exception):
#|         print("failed:", result)
#|     else:
#|         print("got", result)

#: @ variant kept
#: @ end
#: @ holds kept.count("got") == 2 and kept.count("failed") == 1 and kept.total == 0.3
#: ### `return_exceptions=True`
#: Now `gather` waits for all, and puts the error into the list, at its place. {{kept.count("got")}} pages are saved.
#: But look at each entry! An error in a list makes no noise.

#! check unretrieved == 0: No error goes unseen

#= exercise count-them: Count them
#: Load all pages and print one line: `2 loaded, 1 failed`. One broken page must not cost you the others.
#! check line(-1) == "2 loaded, 1 failed": The last line counts both
#! hint Ask for `return_exceptions=True`, then sort the results with `isinstance(result, Exception)`.
#! check total <= 0.3: It ends when the last page is there
#! check left == 0: No task is left
#= start
#| results = await asyncio.gather(*pages)
#| print(len(results), "loaded, 0 failed")
#= solution
#| results = await asyncio.gather(*pages, return_exceptions=True)
#| failed = sum(isinstance(result, Exception) for result in results)
#| print(len(results) - failed, "loaded,", failed, "failed")
#= wrong: The list holds three entries, but one of them is an error.
#| results = await asyncio.gather(*pages, return_exceptions=True)
#| print(len(results), "loaded, 0 failed")
#= wrong: The count is right, but the pages are loaded one after another.
#| failed = 0
#| for page in pages:
#|     try:
#|         await page
#|     except ValueError:
#|         failed += 1
#| print(3 - failed, "loaded,", failed, "failed")
