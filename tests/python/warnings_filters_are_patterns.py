# The message and the module of a warnings filter are regular expressions; the default filters are entries like any other.
import asyncio
import warnings


def warn(message, category=UserWarning):
    warnings.warn(message, category)


def attempt(function, *args):
    try:
        function(*args)
        print("accepted", args)
    except Exception as e:
        print(type(e).__name__, e)


for args in [("ignore", 5), ("foo",), ("ignore", "", 5), ("ignore", "", int), ("ignore", "", Warning, 5),
             ("ignore", "", Warning, "", "x"), ("ignore", "", Warning, "", -1), ("ignore", "(")]:
    attempt(warnings.filterwarnings, *args)
for args in [("foo",), ("all",), ("ignore", Warning, "x"), ("ignore", Warning, -2)]:
    attempt(warnings.simplefilter, *args)

for entry in warnings.filters:
    print(entry)
with warnings.catch_warnings(record=True) as got:
    warnings.filterwarnings("ignore", message="old .*", category=DeprecationWarning)
    warnings.filterwarnings("ignore", message=".*secret")
    warnings.filterwarnings("ignore", message="ABC")
    warnings.filterwarnings("ignore", module="other")
    for entry in warnings.filters[:5]:
        print(entry)
    for _ in range(2):
        warn("old thing", DeprecationWarning)
        warn("new old thing", DeprecationWarning)
        warn("a SECRET b")
        warn("abcdef")
        warn("xabc")
    print([str(w.message) for w in got])
    print(got[0])

with warnings.catch_warnings():
    warnings.filterwarnings("error", message=r"bad \d+")
    for message in ("bad x", "bad 12", "BAD 3 things"):
        try:
            warn(message)
        except UserWarning as e:
            print("raised", repr(e))


def again():
    warnings.warn("again")


again()
again()
with warnings.catch_warnings():         # what was shown is forgotten as filters change
    again()
again()

manager = warnings.catch_warnings()
print(manager, warnings.catch_warnings(record=True))
attempt(manager.__exit__)
with manager:
    attempt(manager.__enter__)
with warnings.catch_warnings():
    warnings.showwarning = lambda message, category, *more: print("shown", message, category.__name__)
    again()
again()

warnings.filterwarnings("ignore", module="__main__")
warn("silent")
warnings.filterwarnings("default", module="__ma")
warn("told")
warnings.filterwarnings("ignore", message="told", lineno=8)
warn("told")
warnings.resetwarnings()
print(warnings.filters)
warn("dep", DeprecationWarning)
warn("pending", PendingDeprecationWarning)
warn("resource", ResourceWarning)
for action in ("module", "once", "default", "always"):
    warnings.resetwarnings()
    warnings.simplefilter(action)
    for _ in range(2):
        warn("m" + action)
        warnings.warn("x" + action)
        warnings.warn("x" + action)


async def f():
    pass


async def main():
    warnings.filterwarnings("ignore", message="coroutine .* was never awaited")
    f()
    warnings.filterwarnings("default", message="coroutine 'f' was")
    f()
    warnings.filterwarnings("ignore", message="never awaited")
    f()


asyncio.run(main())
