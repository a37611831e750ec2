import asyncio
async def main():
    loop = asyncio.get_running_loop()
    def handler(loop, context):
        print("handler:", context["message"].split(" at ")[0], repr(context["exception"]))
    loop.set_exception_handler(handler)
    loop.call_soon(lambda: 1 / 0)
    await asyncio.sleep(0.1)
    print("alive")
asyncio.run(main())
