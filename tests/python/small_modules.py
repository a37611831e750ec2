# http, errno, sched, timeit, graphlib, numbers, atexit, socket's names, json's two halves.
import asyncio
import atexit
import decimal
import errno
import fractions
import graphlib
import numbers
import sched
import socket
import time
import timeit
from http import HTTPMethod, HTTPStatus
from json.decoder import JSONDecodeError, JSONDecoder
from json.encoder import JSONEncoder

print(HTTPStatus.OK, repr(HTTPStatus.NOT_FOUND), HTTPStatus(404).phrase, HTTPStatus.OK == 200, HTTPStatus.CREATED.is_success, len(HTTPStatus))
print(f"{HTTPStatus.IM_A_TEAPOT}", HTTPStatus.IM_A_TEAPOT.phrase, HTTPStatus["BAD_GATEWAY"].value, HTTPMethod.GET, repr(HTTPMethod.POST))
try:
    HTTPStatus(299)
except ValueError as e:
    print(e)

print(errno.ENOENT, errno.errorcode[errno.ECONNREFUSED], errno.EWOULDBLOCK == errno.EAGAIN)
print(socket.AF_INET, repr(socket.SOCK_STREAM), issubclass(socket.gaierror, OSError), socket.timeout is TimeoutError)


def said(text, mark="."):
    print(time.monotonic(), text + mark)


s = sched.scheduler(time.monotonic, time.sleep)
s.enter(2, 1, said, argument=("second",))
s.enter(1, 2, said, kwargs={"text": "later at one", "mark": "!"})
s.enter(1, 1, said, ("first at one",))
cancelled = s.enter(1.5, 1, said, ("never",))
print(s.empty(), len(s.queue), s.queue[0].priority, cancelled.time)
s.cancel(cancelled)
print(s.run(blocking=False))
s.run()
print(s.empty())

print(timeit.timeit(lambda: time.sleep(0.25), number=4), timeit.default_timer is time.perf_counter, timeit.repeat("x + 1", "x = 1", repeat=2, number=3))

graph = {"D": {"B": 0, "C": 0}, "C": {"A": 0}, "B": {"A": 0}}
print(list(graphlib.TopologicalSorter(graph).static_order()))


async def build(graph):
    sorter = graphlib.TopologicalSorter(graph)
    sorter.prepare()
    done = asyncio.Queue()

    async def work(node):
        await asyncio.sleep(ord(node) / 100)
        done.put_nowait(node)

    async with asyncio.TaskGroup() as group:
        while sorter.is_active():
            for node in sorter.get_ready():
                group.create_task(work(node))
            node = await done.get()
            print("built", node)
            sorter.done(node)


asyncio.run(build({"e": "cd", "d": "b", "c": "a", "b": "a"}))
sorter = graphlib.TopologicalSorter()
sorter.add("x", "y")
for wrong in (sorter.get_ready, lambda: sorter.done("x"), sorter.prepare, sorter.prepare, lambda: sorter.add("z"), lambda: sorter.done("q"),
              lambda: sorter.done("x"), lambda: print(sorter.get_ready()), lambda: sorter.done("y", "y"),
              lambda: graphlib.TopologicalSorter({1: [2], 2: [3], 3: [1], 4: [1]}).prepare()):
    try:
        wrong()
    except ValueError as e:
        print(type(e).__name__, e, e.args[1:])

for value in (1, True, 1.5, fractions.Fraction(1, 2), decimal.Decimal(1), "1"):
    print(value, [kind.__name__ for kind in (numbers.Number, numbers.Real, numbers.Rational, numbers.Integral) if isinstance(value, kind)])

try:
    JSONDecoder().decode("[1,")
except JSONDecodeError as e:
    print(e)
print(JSONEncoder(indent=1).encode({"a": []}))

atexit.register(print, "registered first, called last", end="!\n")
atexit.unregister(said)


@atexit.register
def goodbye():
    print("goodbye")
