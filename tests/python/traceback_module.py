# traceback's functions with limits, TracebackException and its parts, and the stack of a task that failed.
import asyncio
import sys
import traceback


def down(n):
    if n == 0:
        raise ValueError("bottom")
    return down(n - 1)


try:
    down(3)
except ValueError as e:
    traceback.print_exception(e, limit=2, file=sys.stdout)
    traceback.print_exc(limit=-1, file=sys.stdout)
    print(traceback.format_tb(e.__traceback__, limit=1), traceback.format_exc(limit=0))
    report = traceback.TracebackException.from_exception(e, limit=1)
    print(report.exc_type_str, report, len(report.stack), report.__cause__, report.exceptions, list(report.format_exception_only()))
    report.print(file=sys.stdout)
    print([(f.f_code.co_name, line) for f, line in traceback.walk_tb(e.__traceback__)])

try:
    try:
        {}["missing"]
    except KeyError as e:
        raise ExceptionGroup("several", [ValueError(1), TypeError("two")]) from e
except ExceptionGroup as e:
    report = traceback.TracebackException.from_exception(e)
    print(report.exc_type_str, report.__cause__.exc_type_str, [str(inner) for inner in report.exceptions])
    print(report.exc_type)


async def fails():
    await asyncio.sleep(1)
    await deeper()


async def deeper():
    raise LookupError("deep")


async def main():
    task = asyncio.create_task(fails())
    await asyncio.sleep(0)
    print(len(task.get_stack()), task.get_stack(limit=0))
    await asyncio.wait([task])
    task.print_stack(file=sys.stdout)
    task.print_stack(limit=1, file=sys.stdout)
    print([f.f_code.co_name for f in task.get_stack()])
    task.exception()


asyncio.run(main())
