"""How a thread waits for what another thread, or the event loop, brings about: its job stands still, and others go on meanwhile.

Before: concurrent.futures, threading and queue. After: _workers. Where a job can't stand still - outside any loop, or in the loop's own
thread - only threads that stand still, and loops in them, go on. Without any, nobody can end the wait: time passes until its end, and a wait without one ends the
program with the reason.
"""
import _workers


def until(condition, waiters, timeout, what):
    """Until `condition` holds or `timeout` seconds are over; gives what it gives. Who makes it hold calls wake(waiters)."""
    end = None if timeout is None else _workers.now() + max(round(timeout * 1e9), 0)
    while not (met := condition()) and (end is None or _workers.now() < end):
        if _workers.can_stand_still():
            waiter = _workers.waiter(what, end)
            waiters.append(waiter)
            _workers.stand_still(waiter)
            if waiter in waiters:            # its time is up
                waiters.remove(waiter)
        elif _workers.lets_threads_run() and _workers.let_threads_run(end):
            pass
        elif end is None:
            _workers.never(what)
        else:
            _workers.wait_until(end)
    return met


def wake(waiters):
    while waiters:
        _workers.wake(waiters.pop(0))
