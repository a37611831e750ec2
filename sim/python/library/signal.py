"""Signals as far as a program can send them to itself: none comes from outside. raise_signal() and os.kill() call the handler, or tell the
event loop that has one. What CPython has in three places is here: the table of signal.signal, the loops' own (unix_events), the runner's SIGINT."""
from enum import IntEnum

_NUMBERS = {"SIGHUP": 1, "SIGINT": 2, "SIGQUIT": 3, "SIGILL": 4, "SIGTRAP": 5, "SIGABRT": 6, "SIGBUS": 7, "SIGFPE": 8, "SIGKILL": 9,
            "SIGUSR1": 10, "SIGSEGV": 11, "SIGUSR2": 12, "SIGPIPE": 13, "SIGALRM": 14, "SIGTERM": 15, "SIGCHLD": 17, "SIGCONT": 18,
            "SIGSTOP": 19, "SIGTSTP": 20, "SIGTTIN": 21, "SIGTTOU": 22, "SIGWINCH": 28}
_SAID = {1: "Hangup", 2: "Interrupt", 3: "Quit", 6: "Aborted", 9: "Killed", 10: "User defined signal 1", 11: "Segmentation fault",
         12: "User defined signal 2", 13: "Broken pipe", 14: "Alarm clock", 15: "Terminated", 17: "Child exited"}

_HARMLESS = {17, 18, 28}             # what nobody handles ends the process, except these

Signals = IntEnum("Signals", _NUMBERS, module="signal")
Handlers = IntEnum("Handlers", {"SIG_DFL": 0, "SIG_IGN": 1}, module="signal")
Sigmasks = IntEnum("Sigmasks", {"SIG_BLOCK": 0, "SIG_UNBLOCK": 1, "SIG_SETMASK": 2}, module="signal")
for _group in (Signals, Handlers, Sigmasks):
    globals().update(_group.__members__)
NSIG = 65


def default_int_handler(signalnum, frame):
    """What SIGINT does until a program sets another handler."""
    raise KeyboardInterrupt


_handlers = {number: Handlers.SIG_DFL for number in _NUMBERS.values()}
_handlers[2] = default_int_handler
_handlers[13] = Handlers.SIG_IGN
_on_loops = {}                       # loop -> {number: (callback, args, context)}: see _add_to_loop
_listening = None                    # the loop that is told of every signal, as the last one that asked (set_wakeup_fd)
_untold = []                         # numbers of signals that it has not been told yet
_runners_own = None                  # the handler of the runner that runs


def _number(signalnum):
    number = int(signalnum)
    if not 0 < number < NSIG:
        raise ValueError("signal number out of range")
    return number


def signal(signalnum, handler):
    number = _number(signalnum)
    _forget_closed_loops()
    if not callable(handler) and handler not in (Handlers.SIG_DFL, Handlers.SIG_IGN):
        raise TypeError("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
    if number in (9, 19):
        raise OSError(22, "Invalid argument")
    before = _handlers.get(number)
    _handlers[number] = handler if callable(handler) else Handlers(handler)
    return before


def getsignal(signalnum):
    _forget_closed_loops()
    return _handlers.get(_number(signalnum))


def strsignal(signalnum):
    return _SAID.get(_number(signalnum), f"Signal {int(signalnum)}")


def valid_signals():
    return set(Signals)


def raise_signal(signalnum):
    number = _number(signalnum)
    _forget_closed_loops()
    handler = _handlers.get(number)
    if callable(handler):
        if _listening is not None:
            _tell_loop(number)
        handler(number, None)
    elif handler == Handlers.SIG_DFL and number not in _HARMLESS:
        import _process
        _process.end(128 + number, strsignal(number))


def siginterrupt(signalnum, flag):
    pass


def set_wakeup_fd(fd, *, warn_on_full_buffer=True):
    return -1


def _no_clock(*args):
    import _network
    _network.unsupported("a signal that comes later", "Use loop.call_later, or asyncio.timeout for a limit.")


alarm = setitimer = pause = sigwait = _no_clock


# ---- the loop's handlers: loop.add_signal_handler and remove_signal_handler

def _handled_by_loop(signalnum, frame):
    """Stands in the table for a signal whose handler is a loop's (CPython: _sighandler_noop)."""


def _check_of_loop(signalnum):
    if not isinstance(signalnum, int):
        raise TypeError(f"sig must be an int, not {signalnum!r}")
    if signalnum not in _NUMBERS.values():
        raise ValueError(f"invalid signal number {signalnum}")
    return int(signalnum)


def _add_to_loop(loop, sig, callback, *args):
    from asyncio import iscoroutine, iscoroutinefunction
    from contextvars import copy_context
    global _listening
    if iscoroutine(callback) or iscoroutinefunction(callback):
        raise TypeError("coroutines cannot be used with add_signal_handler()")
    number = _check_of_loop(sig)
    if loop.is_closed():
        raise RuntimeError("Event loop is closed")
    try:
        signal(number, _handled_by_loop)
    except OSError:
        raise RuntimeError(f"sig {number} cannot be caught")
    if loop is not _listening:
        _untold.clear()
        _listening = loop
    _on_loops.setdefault(loop, {})[number] = callback, args, copy_context()


def _remove_from_loop(loop, sig):
    global _listening
    number = _check_of_loop(sig)
    handlers = _on_loops.get(loop, {})
    if number not in handlers:
        return False
    del handlers[number]
    _handlers[number] = default_int_handler if number == 2 else Handlers.SIG_DFL
    if not handlers:
        del _on_loops[loop]
        _listening = None
        _untold.clear()
    return True


def _forget_closed_loops():
    """A loop that is closed takes its handlers with it."""
    for loop in [loop for loop in _on_loops if loop.is_closed()]:
        for number in list(_on_loops[loop]):
            _remove_from_loop(loop, number)


def _tell_loop(number):
    """The loop reads of it in its next turn, before the timers, and calls the handler in the one behind."""
    _untold.append(number)
    if len(_untold) == 1:
        _listening.call_at(-1, _read_from_self, _listening)


def _read_from_self(loop):
    told = _untold[:]
    _untold.clear()
    for number in told:
        if number in _on_loops.get(loop, ()):
            callback, args, context = _on_loops[loop][number]
            loop.call_soon(callback, *args, context=context)


# ---- asyncio.Runner: SIGINT cancels the main task

def _runner_begins(runner, main_task):
    global _runners_own
    if _handlers[2] is default_int_handler:
        from functools import partial
        _handlers[2] = _runners_own = partial(runner._on_sigint, main_task=main_task)


def _runner_ended():
    global _runners_own
    if _runners_own is not None and _handlers[2] is _runners_own:
        _handlers[2] = default_int_handler
    _runners_own = None


def _begin():
    """Imported while a runner runs."""
    import sys
    if "asyncio" in sys.modules:
        runner, main_task = sys.modules["asyncio"]._get_running_runner()
        if runner is not None:
            _runner_begins(runner, main_task)


_begin()
