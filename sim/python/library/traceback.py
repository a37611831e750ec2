"""Tracebacks as text."""
import sys

__all__ = ["print_exc", "print_exception", "format_exc", "format_exception", "format_exception_only", "print_tb", "format_tb", "extract_tb",
           "extract_stack", "print_stack", "format_stack", "format_list", "FrameSummary", "StackSummary", "TracebackException", "walk_tb"]

_NONE = object()
_REPEATS_SHOWN = 3


class FrameSummary:
    def __init__(self, filename, lineno, name, line=None, _shown=None):
        self.filename, self.lineno, self.name, self._shown = filename, lineno, name, _shown
        self.line = (sys._source_line(filename, lineno) if line is None else line).strip()

    def __iter__(self):
        return iter((self.filename, self.lineno, self.name, self.line))

    def __getitem__(self, i):
        return (self.filename, self.lineno, self.name, self.line)[i]

    def __len__(self):
        return 4

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"


class StackSummary(list):
    def format(self):
        return format_list(self)


def walk_tb(tb):
    while tb is not None:
        yield tb, tb.tb_lineno
        tb = tb.tb_next


def extract_tb(tb, limit=None):
    frames = StackSummary(FrameSummary(*place) for place in sys._tb_places(tb))
    if limit is None:
        return frames
    return StackSummary(frames[:limit] if limit >= 0 else frames[limit:])


def extract_stack(f=None, limit=None):
    return StackSummary(FrameSummary(*place) for place in sys._stack_places())


def format_list(extracted_list):
    lines = []
    last, count = None, 0

    def end_of_repeats():
        if count > _REPEATS_SHOWN:
            more = count - _REPEATS_SHOWN
            lines.append(f"  [Previous line repeated {more} more time{'s' if more > 1 else ''}]\n")

    for frame in extracted_list:
        filename, lineno, name, line = frame
        if (filename, lineno, name) != last:
            end_of_repeats()
            last, count = (filename, lineno, name), 0
        count += 1
        if count <= _REPEATS_SHOWN:
            shown = getattr(frame, "_shown", None)
            lines.append(shown or f'  File "{filename}", line {lineno}, in {name}\n' + (f"    {line}\n" if line else ""))
    end_of_repeats()
    return lines


def format_tb(tb, limit=None):
    return format_list(extract_tb(tb, limit))


def print_tb(tb, limit=None, file=None):
    (file or sys.stderr).write("".join(format_tb(tb, limit)))


def format_stack(f=None, limit=None):
    return format_list(extract_stack())


def print_stack(f=None, limit=None, file=None):
    (file or sys.stderr).write("".join(format_stack()))


def format_exception(exc, /, value=_NONE, tb=_NONE, limit=None, chain=True, **kwargs):
    exc = exc if value is _NONE else value
    if exc is None:
        return ["NoneType: None\n"]
    return sys._format_exception(exc, chain).splitlines(True)


def format_exception_only(exc, /, value=_NONE, **kwargs):
    exc = exc if value is _NONE else value
    if exc is None:
        return ["NoneType: None\n"]
    return sys._format_exception_only(exc).splitlines(True)


def print_exception(exc, /, value=_NONE, tb=_NONE, limit=None, file=None, chain=True, **kwargs):
    (file or sys.stderr).write("".join(format_exception(exc, value, tb, limit, chain)))


def format_exc(limit=None, chain=True):
    return "".join(format_exception(sys.exception(), chain=chain))


def print_exc(limit=None, file=None, chain=True):
    (file or sys.stderr).write(format_exc(limit, chain))


class TracebackException:
    def __init__(self, exc_type, exc_value=None, exc_traceback=None, **kwargs):
        self._exc = exc_value if exc_value is not None else exc_type()
        self.exc_type = exc_type
        self.stack = extract_tb(exc_traceback)
        self.__cause__ = getattr(self._exc, "__cause__", None)
        self.__context__ = getattr(self._exc, "__context__", None)

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        return cls(type(exc), exc, exc.__traceback__)

    def format(self, *, chain=True, **kwargs):
        yield from format_exception(self._exc, chain=chain)

    def format_exception_only(self, **kwargs):
        yield from format_exception_only(self._exc)

    def __str__(self):
        return str(self._exc)
