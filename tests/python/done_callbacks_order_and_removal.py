import asyncio
async def main():
    t = asyncio.create_task(asyncio.sleep(0.1, "v"))
    def cb(n):
        def inner(t): print("cb", n, t.result())
        return inner
    c2 = cb(2)
    t.add_done_callback(cb(1)); t.add_done_callback(c2); t.add_done_callback(cb(3)); t.add_done_callback(c2)
    print("removed", t.remove_done_callback(c2))
    await t
    print("awaited")
    t.add_done_callback(cb(4))
    await asyncio.sleep(0)
asyncio.run(main())
