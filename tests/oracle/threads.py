"""Threads under a virtual clock: one at a time runs, until it is over or waits for another one.

A thread that waits (in a threading.Condition, on which events, queues and concurrent futures stand, for a lock, and in time.sleep()) goes on when its
loop has nothing else to do; one whose own loop waits, when the main thread waits, too. A job of a pool does not wait in time.sleep(): it runs at once
on a clock of its own.
"""
from __future__ import annotations

import _thread
import asyncio
import collections
import concurrent.futures.thread
import heapq
import itertools
import queue
import sys
import threading
import types

LOOPS: list[Thread] = []                                  # that wait in run_forever()
READY: collections.deque[Thread] = collections.deque()   # their wait is over
ALARMS: list = []                                         # (instant, number, what to do then): sleeps and timeouts of threads
_alarms = 0
_running: dict[int, Thread] = {}
_starting = False
_start, _join, _is_alive = threading.Thread.start, threading.Thread.join, threading.Thread.is_alive
_wait, _notify, _notify_all = threading.Condition.wait, threading.Condition.notify, threading.Condition.notify_all


class Deadlock(BaseException):
    pass


class Seconds(float):
    """Whole nanoseconds, so that what is left of a timeout comes to nothing."""
    def __add__(self, other): return Seconds(round((float(self) + other) * 1e9) / 1e9)
    def __sub__(self, other): return Seconds(round((float(self) - other) * 1e9) / 1e9)


class Thread:
    """What `work` does on `thread`, whose run() it becomes; `over(end)` is called when it is done, by whoever let it run."""

    def __init__(self, clock, thread: threading.Thread, work, over, aside=False) -> None:
        self.clock, self.thread, self.work, self.over, self.aside = clock, thread, work, over, aside
        self.loop = asyncio._get_running_loop() or (_running[_thread.get_ident()].loop if _thread.get_ident() in _running else None)
        self.finished, self.stands_since = False, 0
        self.runs_loop = None
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

    def has_work_at(self):
        loop = self.runs_loop
        while loop._scheduled and loop._scheduled[0]._cancelled:
            loop._timer_cancelled_count -= 1
            heapq.heappop(loop._scheduled)._scheduled = False
        if loop._ready:
            return max(self.stands_since, self.clock.ns)
        return max(self.stands_since, round(loop._scheduled[0]._when * 1e9)) if loop._scheduled else None

    def stand_still(self) -> None:
        self.gives_back.release()
        self.goes_on.acquire()


def running() -> Thread | None:
    return None if _starting else _running.get(_thread.get_ident())


def wait_in_loop(loop) -> None:
    me = running()
    me.runs_loop = loop
    LOOPS.append(me)
    me.stand_still()


def alarm(at: int, what) -> None:
    global _alarms
    _alarms += 1
    heapq.heappush(ALARMS, (at, _alarms, what))


def let_one_run(clock, end: int | None) -> bool:
    """The main thread waits: another one goes on, or time passes until one can, and not beyond `end`. False: nothing will ever happen."""
    soonest = end
    for thread in LOOPS:
        at = thread.has_work_at()
        if at is not None and at <= clock.ns:
            LOOPS.remove(thread)
            thread.runs_loop = None
            thread.go_on()
            return True
        if at is not None and (soonest is None or at < soonest):
            soonest = at
    if ALARMS and ALARMS[0][0] <= clock.ns:
        heapq.heappop(ALARMS)[2]()
        return True
    if ALARMS and (soonest is None or ALARMS[0][0] < soonest):
        soonest = ALARMS[0][0]
    if READY:
        READY.popleft().go_on()
        return True
    if soonest is None:
        return False
    clock.ns = max(clock.ns, soonest)
    return True


def others_may_run() -> bool:
    return bool(LOOPS or ALARMS or READY)


def finish(clock) -> bool:
    """The program's end waits for its threads. False: one of them never ends."""
    concurrent.futures.thread._python_exit()
    while any(not thread.thread.daemon for thread in _running.values() if thread.aside):
        if not let_one_run(clock, None):
            return False
    return True


class Lock:
    """threading.Lock or RLock: who finds it held stands still."""

    def __init__(self, clock, again: bool) -> None:
        self.clock, self.again, self.count, self.owner, self.standing = clock, again, 0, None, []

    def acquire(self, blocking=True, timeout=-1):
        if not blocking and timeout != -1:
            raise ValueError("can't specify a timeout for a non-blocking call")
        me = _thread.get_ident()
        end = None if timeout < 0 else self.clock.now_ns() + round(timeout * 1e9)
        while self.count and not (self.again and self.owner == me):
            if not blocking or (end is not None and self.clock.now_ns() >= end):
                return False
            self.stand(end)
        self.count, self.owner = self.count + 1, me
        return True

    def stand(self, end) -> None:
        me = running()
        if me is None:
            if not let_one_run(self.clock, end):
                raise Deadlock()
            return
        place = [me]

        def expire():
            if place in self.standing:
                self.standing.remove(place)
                READY.append(me)
        self.standing.append(place)
        if end is not None:
            alarm(end, expire)
        me.stand_still()

    def release(self) -> None:
        if not self.count or (self.again and self.owner != _thread.get_ident()):
            raise RuntimeError("cannot release un-acquired lock" if self.again else "release unlocked lock")
        self.count -= 1
        if not self.count:
            READY.extend(place[0] for place in self.standing)
            self.standing.clear()

    def __reduce__(self):
        raise TypeError(f"cannot pickle '_thread.{'RLock' if self.again else 'lock'}' object")

    def locked(self) -> bool:
        return self.count > 0

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *error):
        self.release()


def install(clock) -> None:
    def lock_for_the_program(real, again):
        # The module's own are real ones: a thread that is just being born takes them, and nobody stands still while it holds one.
        return lambda: real() if sys._getframe(1).f_globals.get("__name__") == "threading" else Lock(clock, again)

    threading.Lock, threading.RLock = lock_for_the_program(threading.Lock, False), lock_for_the_program(threading.RLock, True)

    def spend(seconds):
        me = running()
        end = clock.now_ns() + round(seconds * 1e9)
        if me and me.aside and asyncio._get_running_loop() is None and seconds > 0:
            alarm(end, lambda: READY.append(me))
            return me.stand_still()
        if clock.in_job or not others_may_run():
            return clock_spend(seconds)
        while clock.ns < end:
            let_one_run(clock, end)

    clock_spend, clock.spend = clock.spend, spend

    def wait(condition, timeout=None):
        me = running()
        if me is None and not (others_may_run() and threading.current_thread() is threading.main_thread() and not _starting):
            if me is None and timeout is not None and not _starting:        # nobody is there who could notify it
                clock.spend(max(timeout, 0))
                return False
            return _wait(condition, timeout)
        standing = condition.__dict__.setdefault("_standing", [])
        place = [me, False]              # and whether it was notified
        standing.append(place)
        if timeout is not None:
            def expire():
                if place in standing:
                    standing.remove(place)
                    READY.append(me)
            if me:
                alarm(clock.now_ns() + round(max(timeout, 0) * 1e9), expire)
        held = condition._release_save()
        if me:
            me.stand_still()
        else:
            end = None if timeout is None else clock.ns + round(max(timeout, 0) * 1e9)
            while not place[1] and (end is None or clock.ns < end):
                if not let_one_run(clock, end):
                    raise Deadlock()
            if place in standing:
                standing.remove(place)
        condition._acquire_restore(held)
        return place[1]

    def notify(condition, n=1):
        standing = condition.__dict__.get("_standing", [])
        for place in standing[:n]:
            place[1] = True
            if place[0]:
                READY.append(place[0])
        del standing[:n]
        _notify(condition, n)

    def notify_all(condition):
        notify(condition, len(condition.__dict__.get("_standing", [])) + len(condition._waiters))

    def start(thread):
        if _starting:
            return _start(thread)
        own = thread.run
        thread._over = threading.Condition()

        def work():
            try:
                own()
            except BaseException as error:
                while error.__traceback__.tb_frame.f_code.co_filename in (__file__, threading.__file__):
                    error.__traceback__ = error.__traceback__.tb_next
                threading.excepthook(threading.ExceptHookArgs([type(error), error, error.__traceback__, thread]))

        def over(end):
            thread._end = end
            with thread._over:
                notify_all(thread._over)

        Thread(clock, thread, work, over, aside=True).begin(clock.now_ns())

    def join(thread, timeout=None):
        if not hasattr(thread, "_over") or thread is threading.current_thread():
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

    concurrent.futures.thread.queue = types.SimpleNamespace(SimpleQueue=queue._PySimpleQueue, Empty=queue.Empty)
    ticks = itertools.count()           # as_completed() gives up when its time is over, not when it is just up
    concurrent.futures._base.time = types.SimpleNamespace(monotonic=lambda: clock.now() + next(ticks) * 1e-12)
    threading._time = queue.time = lambda: Seconds(clock.now())         # by which their timeouts are told
    threading.Condition.wait, threading.Condition.notify, threading.Condition.notify_all = wait, notify, notify_all
    threading.Thread.start, threading.Thread.join, threading.Thread.is_alive = start, join, is_alive
