"""Signals as far as a program can send them to itself: none comes from outside. Handlers are kept; raise_signal() and os.kill() call them."""
from enum import IntEnum

_NUMBERS = {"SIGHUP": 1, "SIGINT": 2, "SIGQUIT": 3, "SIGILL": 4, "SIGTRAP": 5, "SIGABRT": 6, "SIGBUS": 7, "SIGFPE": 8, "SIGKILL": 9,
            "SIGUSR1": 10, "SIGSEGV": 11, "SIGUSR2": 12, "SIGPIPE": 13, "SIGALRM": 14, "SIGTERM": 15, "SIGCHLD": 17, "SIGCONT": 18,
            "SIGSTOP": 19, "SIGTSTP": 20, "SIGTTIN": 21, "SIGTTOU": 22, "SIGWINCH": 28}
_SAID = {1: "Hangup", 2: "Interrupt", 3: "Quit", 6: "Aborted", 9: "Killed", 10: "User defined signal 1", 11: "Segmentation fault",
         12: "User defined signal 2", 13: "Broken pipe", 14: "Alarm clock", 15: "Terminated", 17: "Child exited"}

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
_loop_handlers = {}                  # number -> (loop, callback, args)


def _number(signalnum):
    number = int(signalnum)
    if not 0 < number < NSIG:
        raise ValueError("signal number out of range")
    return number


def signal(signalnum, handler):
    number = _number(signalnum)
    if not callable(handler) and handler not in (Handlers.SIG_DFL, Handlers.SIG_IGN):
        raise TypeError("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
    if number in (9, 19):
        raise OSError(22, "Invalid argument")
    before = _handlers.get(number)
    _handlers[number] = handler if callable(handler) else Handlers(handler)
    return before


def getsignal(signalnum):
    return _handlers.get(_number(signalnum))


def strsignal(signalnum):
    return _SAID.get(_number(signalnum), f"Signal {int(signalnum)}")


def valid_signals():
    return set(Signals)


def raise_signal(signalnum):
    number = _number(signalnum)
    if number in _loop_handlers:
        loop, callback, args = _loop_handlers[number]
        loop.call_soon(callback, *args)
    elif callable(_handlers.get(number)):
        _handlers[number](number, None)
    elif _handlers.get(number) == Handlers.SIG_DFL and number not in (17, 18, 28):
        raise SystemExit(128 + number)


def siginterrupt(signalnum, flag):
    pass


def set_wakeup_fd(fd, *, warn_on_full_buffer=True):
    return -1


def _no_clock(*args):
    import _network
    _network.unsupported("a signal that comes later", "Use loop.call_later, or asyncio.timeout for a limit.")


alarm = setitimer = pause = sigwait = _no_clock


def _add_to_loop(loop, signalnum, callback, *args):
    if not isinstance(signalnum, int):
        raise TypeError(f"sig must be an int, not {signalnum!r}")
    if signalnum not in _NUMBERS.values():
        raise ValueError(f"invalid signal number {signalnum}")
    if signalnum in (9, 19):
        raise RuntimeError(f"sig {int(signalnum)} cannot be caught")
    _loop_handlers[int(signalnum)] = loop, callback, args


def _remove_from_loop(loop, signalnum):
    return _loop_handlers.pop(int(signalnum), None) is not None
