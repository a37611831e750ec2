"""Runs a program on CPython's own event loop with a clock that jumps: the peer of `loopscope run` in the benchmarks.

    virtual_clock.py PROGRAM.py
"""
import asyncio
import selectors
import sys
import time

now = 0.0


class Selector(selectors.SelectSelector):
    def select(self, timeout=None):
        global now
        if timeout:
            now += timeout
        return []


class Loop(asyncio.SelectorEventLoop):
    def __init__(self):
        super().__init__(Selector())
        self._clock_resolution = 5e-10

    def time(self):
        return now


class Policy(asyncio.DefaultEventLoopPolicy):
    def new_event_loop(self):
        return Loop()


asyncio.set_event_loop_policy(Policy())
program = sys.argv[1]
exec(compile(open(program).read(), program, "exec"), {"__name__": "__main__", "__file__": program})
