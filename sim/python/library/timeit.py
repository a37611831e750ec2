"""How long a piece of code takes: in virtual time, where only waiting takes any."""
import itertools
import time

__all__ = ["Timer", "timeit", "repeat", "default_timer"]

default_timer = time.perf_counter
default_number = 1_000_000
default_repeat = 5


def _runner(code, names):
    if callable(code):
        return code
    if not isinstance(code, str):
        raise ValueError("stmt is neither a string nor callable")
    compiled = compile(code, "<timeit-src>", "exec")
    return lambda: exec(compiled, names)


class Timer:
    def __init__(self, stmt="pass", setup="pass", timer=default_timer, globals=None):
        names = {} if globals is None else dict(globals)
        self.timer, self._setup, self._stmt = timer, _runner(setup, names), _runner(stmt, names)

    def timeit(self, number=default_number):
        self._setup()
        began = self.timer()
        for _ in itertools.repeat(None, number):
            self._stmt()
        return self.timer() - began

    def repeat(self, repeat=default_repeat, number=default_number):
        return [self.timeit(number) for _ in range(repeat)]


def timeit(stmt="pass", setup="pass", timer=default_timer, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt="pass", setup="pass", timer=default_timer, repeat=default_repeat, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)
