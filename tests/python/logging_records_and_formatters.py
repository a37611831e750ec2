# Where asyncio's own messages come from, how formatters are checked, adapters, factories, and what a record holds.
import asyncio
import logging
import sys
import warnings

logging.basicConfig(level=logging.DEBUG, stream=sys.stdout,
                    format="%(asctime)s %(name)s %(levelname)-8s [%(taskName)s] %(filename)s:%(lineno)d %(funcName)s %(message)s")
log = logging.getLogger("app.worker")


async def work():
    log.debug("starting %s", "work")
    await asyncio.sleep(0.25)
    raise ValueError("boom")


async def main():
    task = asyncio.create_task(work(), name="worker")
    await asyncio.sleep(1)
    del task
    loop = asyncio.get_running_loop()
    loop.call_exception_handler({"message": "by hand", "answer": 42})
    logging.LoggerAdapter(log, {"id": 7}).info("adapted")
    print(logging.LoggerAdapter(log, {}), logging.LoggerAdapter(log).name)


asyncio.run(main())
asyncio.run(asyncio.sleep(0), debug=True)
for wrong in (("nothing here", "%"), ("{", "{"), ("{a b}", "{"), ("{message!z}", "{"), ("plain", "$"), ("x", "!")):
    try:
        logging.Formatter(wrong[0], style=wrong[1])
    except ValueError as e:
        print(e)
for call in (lambda: logging.basicConfig(level=10, force=True, colour=1), lambda: log.log("high", "x"), lambda: log.setLevel("LOUD"),
             lambda: logging.basicConfig(force=True, stream=sys.stdout, handlers=[])):
    try:
        call()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)


class Marked(logging.LogRecord):
    def getMessage(self):
        return "<" + super().getMessage() + ">"


logging.basicConfig(force=True, stream=sys.stdout, format="{levelname:<8}{message:>12} {threadName} {processName} {msecs:03.0f}", style="{")
logging.setLogRecordFactory(Marked)
logging.captureWarnings(True)
warnings.warn("captured")
logging.captureWarnings(False)
log.warning("short")
log.info("not shown: the level is WARNING")
handler = logging.getLogger().handlers[0]
handler.set_name("out")
print(logging.getHandlerByName("out") is handler, handler.name, logging.getLogger("app").getChildren() == {log}, logging.getLogger().getChild("q").name)
handler.setFormatter(logging.Formatter("%(message)s at %(place)s", defaults={"place": "home"}))
log.error("with a default")
log.error("with extra", extra={"place": "work"})
log.warn("old name")
