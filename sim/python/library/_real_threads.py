"""Threads outside any loop in real time: they stand still where they wait, and go on in a loop of their own whenever the program waits for one of them.

Before: concurrent.futures and threading. In virtual time nothing of this is used: there a job runs at once on a clock of its own.
"""
import asyncio
import contextvars

import _network
import _workers

_loop = None
_begun = []


def here():
    """Is this the program's main thread, in real time, and no loop of its own runs?"""
    return _workers.real_time() and not _workers.loop_runs()


def start(pool, fn, args, kwargs):
    """asyncio's future of a job that begins now, or when one of the pool's workers is free."""
    global _loop
    if _loop is None:
        _loop = asyncio.new_event_loop()
        _network.at_exit(_finish)

    def job():
        return fn(*args, **kwargs)

    job.__qualname__ = job.__name__ = getattr(fn, "__name__", "job")
    got = []

    def begin():
        got.append(_loop.run_in_executor(pool, job))
        _loop.stop()

    _loop.call_soon(begin, context=contextvars.copy_context())
    _loop.run_forever()
    _begun[:] = [future for future in _begun if not future.done()] + got
    return got[0]


def wait(futures, until=None, one=False):
    """Until all of them are done - or one - or the instant `until` has come."""
    if _workers.loop_runs():
        _network.unsupported("a thread that waits for another thread in a live run", "Wait for both in the program's main thread.")

    def stop(_=None):
        _loop.stop()

    timer = None if until is None else _loop.call_at(until / 1e9, stop)
    while True:
        pending = [future for future in futures if not future.done()]
        if not pending or (one and len(pending) < len(futures)) or (until is not None and _workers.now() >= until):
            break
        for future in pending:
            future.add_done_callback(stop)
        _loop.run_forever()
        for future in pending:
            future.remove_done_callback(stop)
    if timer is not None:
        timer.cancel()


def _finish():
    """A program's end waits for its threads."""
    wait([future for future in _begun if not future.done()])
    _loop.close()
