"""Structured logging with taskName, QueueHandler, contextvars filter, dictConfig, Formatter styles."""
import asyncio, logging, logging.config, logging.handlers, contextvars, sys, queue, io, json
rid = contextvars.ContextVar("rid", default="-")
class RidFilter(logging.Filter):
    def filter(self, r): r.rid = rid.get(); return True
class JsonFormatter(logging.Formatter):
    def format(self, r):
        d = {"lvl": r.levelname, "msg": r.getMessage(), "task": r.taskName, "rid": getattr(r, "rid", None), "fn": r.funcName}
        if r.exc_info: d["exc"] = self.formatException(r.exc_info).splitlines()[-1]
        return json.dumps(d)
logging.config.dictConfig({"version": 1, "disable_existing_loggers": False, "filters": {"rid": {"()": RidFilter}},
  "formatters": {"plain": {"format": "%(levelname)s [%(rid)s] %(name)s: %(message)s"}, "json": {"()": JsonFormatter}},
  "handlers": {"out": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "plain", "filters": ["rid"], "level": "INFO"},
               "js": {"class": "logging.StreamHandler", "stream": sys.stdout, "formatter": "json", "filters": ["rid"]}},
  "loggers": {"app": {"handlers": ["out"], "level": "DEBUG"}, "app.db": {"handlers": ["js"], "propagate": False}}})
log, db = logging.getLogger("app"), logging.getLogger("app.db")
async def request(n):
    rid.set(f"r{n}")
    log.info("begin"); log.debug("hidden")
    try:
        await query(n)
    except ZeroDivisionError: db.exception("query %d failed", n)
    log.info("end %s", n, extra={"x": 1})
async def query(n):
    db.debug("query %s", n); await asyncio.sleep(0.1); return 1 / (n - 2)
async def main():
    await asyncio.gather(*(asyncio.create_task(request(n), name=f"req-{n}") for n in (1, 2)))
    q = queue.Queue(); ql = logging.getLogger("q"); ql.addHandler(logging.handlers.QueueHandler(q)); ql.setLevel(10); ql.propagate = False
    ql.warning("queued %s", "msg"); print(q.get().getMessage())
    s = io.StringIO(); h = logging.StreamHandler(s); h.setFormatter(logging.Formatter("{levelname:>8} {message}", style="{")); log.addHandler(h); log.error("to string"); print(repr(s.getvalue()))
    print(logging.getLogger("app.db").parent, log.handlers[0].__class__.__name__, log.hasHandlers(), logging.getLevelName(35), logging.root)
    m = logging.handlers.MemoryHandler(10, target=h); mem = logging.getLogger("mem"); mem.addHandler(m); mem.warning("x"); m.flush(); print(s.getvalue().count("\n"))
    with_stack = logging.getLogger("app.s"); logging.disable(logging.INFO); with_stack.info("no"); with_stack.warning("yes"); logging.disable(logging.NOTSET)
    logging.getLogger("unconfigured").warning("to last resort")
asyncio.run(main())

try: logging.config.dictConfig({"version": 2})
except ValueError as e: print(e)
try: logging.config.dictConfig({})
except ValueError as e: print(e)
try: logging.config.dictConfig({"version": 1, "handlers": {"h": {"class": "logging.NoSuch"}}})
except ValueError as e: print(e, "|", repr(e.__cause__))
try: logging.config.dictConfig({"version": 1, "loggers": {"l": {"handlers": ["zz"]}}})
except ValueError as e: print(e, "|", repr(e.__cause__))
try: logging.config.dictConfig({"version": 1, "handlers": {"h": {"class": "logging.StreamHandler", "formatter": "nope"}}})
except ValueError as e: print(e, "|", repr(e.__cause__))
old = logging.getLogger("old"); 
logging.config.dictConfig({"version": 1, "formatters": {"f": {"format": "{levelname}:{message}", "style": "{"}}, "handlers": {"mem": {"class": "logging.handlers.MemoryHandler", "capacity": 2, "target": "out"}, "out": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "f"}}, "root": {"level": "INFO", "handlers": ["mem"]}})
old.error("not shown"); print(old.disabled, logging.root.handlers)
logging.info("one"); print("buffered"); logging.info("two"); logging.error("three")
print(sorted(n for n in logging.root.manager.loggerDict if n in ("old", "asyncio")))
