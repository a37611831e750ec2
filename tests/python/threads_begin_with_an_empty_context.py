# A job of an executor sees no ContextVar that the loop's tasks have set; to_thread hands its own context over.
import asyncio
import contextvars
import threading

var = contextvars.ContextVar("var", default="default")


def job(value):
    seen = var.get()
    var.set(value)
    return seen, var.get()


async def main():
    loop = asyncio.get_running_loop()
    var.set("main")
    print(await loop.run_in_executor(None, job, "executor"), var.get())
    print(await asyncio.to_thread(job, "to_thread"), var.get())
    seen = []
    thread = threading.Thread(target=lambda: seen.append(var.get()))
    thread.start()
    thread.join()
    print(seen, var.get())
    print(await loop.run_in_executor(None, contextvars.copy_context().run, job, "copied"), var.get())


asyncio.run(main())
