import logging
logging.basicConfig(level=logging.INFO, format="%(levelname)s:%(name)s:%(message)s")
log = logging.getLogger("app")
log.debug("not shown")
log.info("hello %s", "x")
log.warning("careful")
try:
    1 / 0
except ZeroDivisionError:
    log.error("failed")
print(log.isEnabledFor(logging.DEBUG), logging.getLevelName(30))
