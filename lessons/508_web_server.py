# /// lesson
# id = "web-server"
# title = "A web server: async def and def"
# part = "Real programs"
# order = 508
# minutes = 7
# goals = [
#     "A route with `async def` runs on the event loop, a route with `def` in a thread",
#     "A blocking call in an `async def` route stops the whole server",
# ]
# [glossary]
# "route" = "a path of a web server, such as /report, and the function that answers it"
# [scenario]
# [[scenario.traffic]]
# path = "/report"
# count = 3
# [[scenario.traffic]]
# path = "/ping"
# start = 0.1
# ///
#: ## Now you are the kitchen
#: This program does not call a service. It *is* one, written with FastAPI. Each [[route]] is a function. Requests arrive by themselves:
#: three guests ask for `/report`
#: at 0 s, one asks for `/ping` at 0.1 s. Making a report takes 0.5 s, with a library that blocks.
import asyncio
import time

from fastapi import FastAPI

app = FastAPI()


@app.get("/report")
#{report
async def report() -> dict[str, str]:
    time.sleep(0.5)
    return {"report": "ready"}
#}


@app.get("/ping")
async def ping() -> dict[str, bool]:
    await asyncio.sleep(0)
    return {"pong": True}

#? `/ping` needs no time at all, and it comes at 0.1 s. When is it answered?
#? predict time("/ping")
#? - 0.1: `async def` alone does not help. While one report blocks, the loop cannot even look at new requests.
#? - 0.5: Three guests ask for a report, and each blocks the loop.
#? - 1.5
#? All requests of a server share one loop.

#: @ when loop blocks
#: @ highlight "time.sleep(0.5)"
#: ### The server stands still
#: Each request is a task. The first report holds the loop for 0.5 s, then the second, then the third. Nobody is served meanwhile.

#: @ end
#: @ holds blocked == 1.5 and time("/ping") == 1.5
#: ### One bad route
#: The loop was held for {{blocked}} s. A guest who only wanted a `ping` waited for {{round(time("/ping") - 0.1, 1)}} s, because of
#: somebody else's report.

#= variant thread: A def route
#| def report() -> dict[str, str]:
#|     time.sleep(0.5)
#|     return {"report": "ready"}

#: @ variant thread
#: @ end
#: @ holds thread.time("/ping") == 0.1 and thread.time("/report") == 0.5 and thread.blocked == 0
#: ### Without `async`: in a thread
#: A route written with plain `def` is run in a thread, of which FastAPI has a pool. Now `/ping` is answered at {{thread.time("/ping")}}
#: s, and all reports at {{thread.time("/report")}} s.
#: So: if a route has to call something that blocks, write `def`.

#= variant awaited: An async library
#| async def report() -> dict[str, str]:
#|     await asyncio.sleep(0.5)
#|     return {"report": "ready"}

#: @ variant awaited
#: @ end
#: @ holds awaited.time("/ping") == 0.1 and awaited.blocked == 0
#: ### With `async`: await everything
#: If there is an async library, use `async def` and `await` it. This is what FastAPI is made for: one loop, hundreds of guests, no threads.
#:
#: The worst choice is the first one: `async def` with a blocking call in it.

#! check count("200 OK") == 4: All four guests are served

#= exercise keep-async: Keep it async
#: The route has to stay `async def`, and the library still blocks. Let nobody wait for somebody else's report.
#! check time("/ping") == 0.1: The ping is answered at once
#! hint Lesson 506: `await asyncio.to_thread(...)`.
#! check uses("async def report"): The route is async
#! check time("/report") >= 0.5: The report is really made
#= start
#| async def report() -> dict[str, str]:
#|     time.sleep(0.5)
#|     return {"report": "ready"}
#= solution
#| async def report() -> dict[str, str]:
#|     await asyncio.to_thread(time.sleep, 0.5)
#|     return {"report": "ready"}
#= wrong: It works, but the route is not async.
#| def report() -> dict[str, str]:
#|     time.sleep(0.5)
#|     return {"report": "ready"}
#= wrong: Quick, because nothing is made.
#| async def report() -> dict[str, str]:
#|     return {"report": "ready"}
