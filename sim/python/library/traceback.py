"""Tracebacks as text."""
import sys

__all__ = ["print_exc", "print_exception", "format_exc", "format_exception", "format_exception_only", "print_tb", "format_tb", "extract_tb",
           "extract_stack", "print_stack", "format_stack", "format_list", "FrameSummary", "StackSummary", "TracebackException", "walk_tb", "print_list", "clear_frames"]

_NONE = object()
_REPEATS_SHOWN = 3


class FrameSummary:
    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, end_lineno=None, colno=None, end_colno=None,
                 _shown=None):
        self.filename, self.lineno, self.name, self._shown = filename, lineno, name, _shown
        self.end_lineno = lineno if end_lineno is None else end_lineno
        self.colno, self.end_colno = colno, end_colno
        if line is None and lineno is not None:
            line = sys._source_line(filename, lineno)
        self.line = None if line is None else line.strip()
        self.locals = {name: repr(value) for name, value in locals.items()} if locals else None

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return (tuple(self)[:3], self.locals) == (tuple(other)[:3], other.locals)
        return tuple(self) == other if isinstance(other, tuple) else NotImplemented

    def __iter__(self):
        return iter((self.filename, self.lineno, self.name, self.line))

    def __getitem__(self, i):
        return (self.filename, self.lineno, self.name, self.line)[i]

    def __len__(self):
        return 4

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"


class StackSummary(list):
    @classmethod
    def extract(cls, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        made = [FrameSummary(f.f_code.co_filename, lineno, f.f_code.co_name, locals=f.f_locals if capture_locals else None)
                for f, lineno in frame_gen]
        return cls(_limited(made, limit))

    @classmethod
    def from_list(cls, a_list):
        return cls(f if isinstance(f, FrameSummary) else FrameSummary(f[0], f[1], f[2], line=f[3]) for f in a_list)

    def format(self):
        return format_list(self)


def _limited(frames, limit):
    return frames if limit is None else frames[:limit] if limit >= 0 else frames[limit:]


def _summary(filename, lineno, name, line=None, shown=None, end_lineno=None, colno=None, end_colno=None):
    return FrameSummary(filename, lineno, name, line=line, end_lineno=end_lineno, colno=colno, end_colno=end_colno, _shown=shown)


def walk_tb(tb):
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def walk_stack(f):
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def extract_tb(tb, limit=None):
    return StackSummary(_limited([_summary(*place) for place in sys._tb_places(tb)], limit))


def extract_stack(f=None, limit=None):
    frames = StackSummary(_summary(*place) for place in sys._stack_places())
    if limit is None:
        return frames
    return StackSummary(frames[-limit:] if limit > 0 else frames[:-limit] if limit else [])


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
    return format_list(extract_stack(f, limit))


def print_stack(f=None, limit=None, file=None):
    print_list(extract_stack(f, limit), file)


def print_list(extracted_list, file=None):
    (file or sys.stderr).write("".join(format_list(extracted_list)))


def _value_and_traceback(exc, value, tb):
    if (value is _NONE) != (tb is _NONE):
        raise ValueError("Both or neither of value and tb must be given")
    if value is not _NONE:
        return value, tb
    if exc is not None and not isinstance(exc, BaseException):
        raise TypeError(f"Exception expected for value, {type(exc).__name__} found")
    return exc, getattr(exc, "__traceback__", None)


class _With:
    """That traceback is the exception's meanwhile."""
    def __init__(self, exc, tb):
        self.exc, self.tb, self.own = exc, tb, exc.__traceback__

    def __enter__(self):
        self.exc.__traceback__ = self.tb

    def __exit__(self, *error):
        self.exc.__traceback__ = self.own


def format_exception(exc, /, value=_NONE, tb=_NONE, limit=None, chain=True, **kwargs):
    exc, tb = _value_and_traceback(exc, value, tb)
    if exc is None:
        return ["NoneType: None\n"]
    with _With(exc, tb):
        return _formatted(exc, limit, chain)


def _formatted(exc, limit, chain):
    text = sys._format_exception(exc, chain, limit)
    parts = _parts(exc, chain, limit, set())
    return parts if "".join(parts) == text else text.splitlines(True)


_BECAUSE = "\nThe above exception was the direct cause of the following exception:\n\n"
_DURING = "\nDuring handling of the above exception, another exception occurred:\n\n"


def _parts(exc, chain, limit, seen):
    seen.add(id(exc))
    before, cause = [], exc.__cause__ or (None if exc.__suppress_context__ else exc.__context__)
    if chain and cause is not None and id(cause) not in seen:
        before = [*_parts(cause, chain, limit, seen), _DURING if exc.__cause__ is None else _BECAUSE]
    end = _only(exc)
    frames = sys._format_exception(exc, False, limit).removesuffix("".join(end))
    return before + _frames_joined(frames.splitlines(True)) + end


def _frames_joined(lines):
    """What is shown of one frame is one string."""
    joined = []
    for line in lines:
        if line.startswith("    ") and joined and joined[-1].startswith('  File "'):
            joined[-1] += line
        else:
            joined.append(line)
    return joined


def format_exception_only(exc, /, value=_NONE, *, show_group=False, **kwargs):
    exc = exc if value is _NONE else value
    if exc is None:
        return ["NoneType: None\n"]
    with _With(exc, None):
        return _only_with_members(exc, show_group)


def _only_with_members(exc, show_group):
    own = _only(exc)
    if show_group and isinstance(exc, BaseExceptionGroup):
        for e in exc.exceptions:
            own += [f"   {line}" for text in _only_with_members(e, True) for line in text.splitlines(True)]
    return own


def _only(exc):
    text = sys._format_exception_only(exc)
    if isinstance(exc, SyntaxError):
        return text.splitlines(True)
    notes = getattr(exc, "__notes__", None)
    notes = "".join(f"{note}\n" for note in notes) if isinstance(notes, list) else ""
    return [text.removesuffix(notes), *(line + "\n" for line in notes.split("\n")[:-1])]


def print_exception(exc, /, value=_NONE, tb=_NONE, limit=None, file=None, chain=True, **kwargs):
    (file or sys.stderr).write("".join(format_exception(exc, value, tb, limit, chain)))


def format_exc(limit=None, chain=True):
    return "".join(format_exception(sys.exception(), limit=limit, chain=chain))


def print_exc(limit=None, file=None, chain=True):
    (file or sys.stderr).write(format_exc(limit, chain))


def clear_frames(tb):
    for frame, _ in walk_tb(tb):
        try:
            frame.clear()
        except (AttributeError, RuntimeError):
            pass


class TracebackException:
    def __init__(self, exc_type, exc_value=None, exc_traceback=None, *, limit=None, lookup_lines=True, capture_locals=False, compact=False,
                 max_group_width=15, max_group_depth=10, _seen=None):
        self._exc = exc_value if exc_value is not None else exc_type()
        self._exc_type, self._limit = exc_type, limit
        self.exc_type_str = exc_type.__qualname__
        if exc_type.__module__ not in ("__main__", "builtins"):
            self.exc_type_str = f"{exc_type.__module__}.{self.exc_type_str}"
        self.stack = extract_tb(exc_traceback, limit)
        self.__suppress_context__ = self._exc.__suppress_context__
        self.__notes__ = getattr(self._exc, "__notes__", None)
        if issubclass(exc_type, SyntaxError):
            for name in ("filename", "lineno", "offset", "text", "msg"):
                setattr(self, name, getattr(self._exc, name))
        seen = {id(self._exc)} if _seen is None else _seen
        self.__cause__ = self._of(self._exc.__cause__, seen)
        self.__context__ = None if compact and (self.__cause__ or self.__suppress_context__) else self._of(self._exc.__context__, seen)
        self.exceptions = [self._of(e, seen) for e in self._exc.exceptions] if isinstance(self._exc, BaseExceptionGroup) else None

    def _of(self, exc, seen):
        if exc is None or id(exc) in seen:
            return None
        seen.add(id(exc))
        return TracebackException(type(exc), exc, exc.__traceback__, limit=self._limit, _seen=seen)

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    @property
    def exc_type(self):
        import warnings
        warnings.warn("Deprecated in 3.13. Use exc_type_str instead.", DeprecationWarning, 2)
        return self._exc_type

    def format(self, *, chain=True, **kwargs):
        yield from _formatted(self._exc, self._limit, chain)

    def format_exception_only(self, *, show_group=False, **kwargs):
        yield from _only_with_members(self._exc, show_group)

    def print(self, *, file=None, chain=True, **kwargs):
        (file or sys.stderr).write("".join(self.format(chain=chain)))

    def __eq__(self, other):
        return self._exc is other._exc if isinstance(other, TracebackException) else NotImplemented

    def __str__(self):
        return str(self._exc)
