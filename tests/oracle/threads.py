"""Threads under a virtual clock: one at a time runs, at once and on a clock of its own, until it is over or waits for another one.

A thread that waits (in a threading.Condition, on which events, queues and concurrent futures stand) goes on when its loop has nothing else to do.
"""
from __future__ import annotations

import _thread
import asyncio
import collections
import queue
import sys
import threading

READY: collections.deque[Thread] = collections.deque()   # their wait is over
_running: dict[int, Thread] = {}
_starting = False
_start, _join, _is_alive = threading.Thread.start, threading.Thread.join, threading.Thread.is_alive
_wait, _notify, _notify_all = threading.Condition.wait, threading.Condition.notify, threading.Condition.notify_all


class Seconds(float):
    """Whole nanoseconds, so that what is left of a timeout comes to nothing."""
    def __add__(self, other): return Seconds(round((float(self) + other) * 1e9) / 1e9)
    def __sub__(self, other): return Seconds(round((float(self) - other) * 1e9) / 1e9)


class Thread:
    """What `work` does on `thread`, whose run() it becomes; `over(end)` is called when it is done, by whoever let it run."""

    def __init__(self, clock, thread: threading.Thread, work, over) -> None:
        self.clock, self.thread, self.work, self.over = clock, thread, work, over
        self.loop = asyncio._get_running_loop() or (_running[_thread.get_ident()].loop if _thread.get_ident() in _running else None)
        self.finished, self.stands_since = False, 0
        self.gives_back, self.goes_on = _thread.allocate_lock(), _thread.allocate_lock()
        self.gives_back.acquire()
        self.goes_on.acquire()
        thread.run = self.run

    def run(self) -> None:
        _running[_thread.get_ident()] = self
        self.goes_on.acquire()
        try:
            self.work()
        finally:
            self.finished, self.work = True, None        # what it was given to do must not outlive it
            del _running[_thread.get_ident()], self.thread.run
            self.gives_back.release()

    def begin(self, start: int) -> None:
        global _starting
        _starting = True
        _start(self.thread)
        _starting = False
        self.let_run(start)

    def go_on(self) -> None:
        self.let_run(self.stands_since)

    def let_run(self, since: int) -> None:
        self.clock.in_job.append(max(since - self.clock.ns, 0))
        self.goes_on.release()
        self.gives_back.acquire()
        at = self.clock.ns + self.clock.in_job.pop()
        if self.finished:
            over, self.over = self.over, None
            _join(self.thread)
            over(at)
        else:
            self.stands_since = at

    def stand_still(self) -> None:
        self.gives_back.release()
        self.goes_on.acquire()


def install(clock) -> None:
    def wait(condition, timeout=None):
        me = None if _starting else _running.get(_thread.get_ident())
        if me is None:
            return _wait(condition, timeout)
        standing = condition.__dict__.setdefault("_standing", [])
        place = [me, False]              # and whether it was notified
        standing.append(place)
        if timeout is not None:
            def expire():
                if place in standing:
                    standing.remove(place)
                    READY.append(me)
            me.loop.call_at(clock.now() + max(timeout, 0), expire)
        held = condition._release_save()
        me.stand_still()
        condition._acquire_restore(held)
        return place[1]

    def notify(condition, n=1):
        standing = condition.__dict__.get("_standing", [])
        for place in standing[:n]:
            place[1] = True
            READY.append(place[0])
        del standing[:n]
        _notify(condition, n)

    def notify_all(condition):
        notify(condition, len(condition.__dict__.get("_standing", [])) + len(condition._waiters))

    def start(thread):
        if _starting or asyncio._get_running_loop() is None:
            return _start(thread)
        own = thread.run
        thread._over = threading.Condition()

        def work():
            try:
                own()
            except SystemExit:
                pass
            except BaseException:
                threading.excepthook(threading.ExceptHookArgs([*sys.exc_info(), thread]))

        def over(end):
            thread._end = end
            with thread._over:
                notify_all(thread._over)

        Thread(clock, thread, work, over).begin(clock.now_ns())

    def join(thread, timeout=None):
        if not hasattr(thread, "_over"):
            return _join(thread, timeout)
        with thread._over:
            if not hasattr(thread, "_end"):
                wait(thread._over, timeout)
        end = getattr(thread, "_end", clock.now_ns())
        if timeout is not None:
            end = min(end, clock.now_ns() + round(timeout * 1e9))
        clock.spend(max(end - clock.now_ns(), 0) / 1e9)

    def is_alive(thread):
        if not hasattr(thread, "_over"):
            return _is_alive(thread)
        return getattr(thread, "_end", clock.now_ns() + 1) > clock.now_ns()

    threading._time = queue.time = lambda: Seconds(clock.now())         # by which their timeouts are told
    threading.Condition.wait, threading.Condition.notify, threading.Condition.notify_all = wait, notify, notify_all
    threading.Thread.start, threading.Thread.join, threading.Thread.is_alive = start, join, is_alive
