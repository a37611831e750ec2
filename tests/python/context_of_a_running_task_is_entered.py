import asyncio, contextvars
v = contextvars.ContextVar("v", default=0)

async def child(where):
    own = asyncio.current_task().get_context()
    for name, run in (("own", own.run), ("inside a copy", lambda f: contextvars.copy_context().run(lambda: asyncio.current_task().get_context().run(f)))):
        try:
            run(print, "ran") if name == "own" else run(lambda: print("ran"))
        except RuntimeError as e:
            print(where, name, str(e).split(":")[0])

async def lazily(where):
    try:
        contextvars.copy_context().run(lambda: asyncio.current_task().get_context().run(print, "ran"))
    except RuntimeError as e:
        print(where, str(e).split(":")[0])

async def of_the_parent(parent):
    try:
        parent.get_context().run(print, "ran in the parent's")
    except RuntimeError as e:
        print("parent", str(e).split(":")[0])

async def main():
    await asyncio.create_task(lazily("lazily"))
    await asyncio.create_task(child("child"))
    waiting = asyncio.create_task(asyncio.sleep(0.1))
    waiting.get_context().run(v.set, 1)
    await asyncio.sleep(0)
    waiting.get_context().run(lambda: print("a waiting task's context", v.get()))
    await waiting
    waiting.get_context().run(lambda: print("an ended task's context", v.get()))
    await asyncio.create_task(of_the_parent(asyncio.current_task()))

async def outer():
    await asyncio.create_task(main())
asyncio.run(outer())
