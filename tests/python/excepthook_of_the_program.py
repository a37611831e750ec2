# sys.excepthook reports what nobody caught; a function of the program's own may take its place.
import sys

print(sys.excepthook is sys.__excepthook__)
try:
    {}["missing"]
except KeyError as e:
    sys.excepthook(type(e), e, e.__traceback__)


def report(kind, error, tb):
    print("uncaught:", kind.__name__, error, "at line", tb.tb_lineno)


sys.excepthook = report


def work():
    raise ValueError("nobody catches this")


work()
