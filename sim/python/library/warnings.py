"""Warnings: shown once for each place, as the default filters of CPython say."""
import sys

__all__ = ["warn", "warn_explicit", "showwarning", "formatwarning", "filterwarnings", "simplefilter", "resetwarnings", "catch_warnings", "deprecated"]

filters = []          # (action, message, category, module, line), the latest first
_shown = set()


class WarningMessage:
    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message, self.category, self.filename, self.lineno = message, category, filename, lineno
        self.file, self.line, self.source = file, line, source


def formatwarning(message, category, filename, lineno, line=None):
    text = f"{filename}:{lineno}: {category.__name__}: {message}\n"
    line = sys._source_line(filename, lineno) if line is None else line
    return text + f"  {line.strip()}\n" if line else text


def showwarning(message, category, filename, lineno, file=None, line=None):
    (file or sys.stderr).write(formatwarning(message, category, filename, lineno, line))


_own_format, _own_show = formatwarning, showwarning     # the program may put others in their place


def _action(text, category, module, lineno):
    for action, message, kind, where, line in filters:
        if issubclass(category, kind) and (not message or text.lower().startswith(message.lower())) and (not where or where == module) \
                and line in (0, lineno):
            return action
    if category in (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning):
        return "default" if category is DeprecationWarning and module == "__main__" else "ignore"
    return "default"


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    if isinstance(message, Warning):
        category, text = message.__class__, str(message)
    else:
        text = str(message)
        message = category(message)
    action = _action(text, category, module, lineno)
    if action == "ignore":
        return
    if action == "error":
        raise message
    key = {"once": (text, category), "module": (text, category, filename)}.get(action, (text, category, filename, lineno))
    if action != "always":
        if key in _shown:
            return
        _shown.add(key)
    _deliver(WarningMessage(message, category, filename, lineno, source=source))


def _deliver(w):
    if _recorders:
        _recorders[-1].append(w)
    elif showwarning is not _own_show:
        showwarning(w.message, w.category, w.filename, w.lineno, w.file, w.line)
    else:
        text = formatwarning(w.message, w.category, w.filename, w.lineno, w.line)
        if w.source is not None and formatwarning is _own_format:
            text += f"{w.category.__name__}: Enable tracemalloc to get the object allocation traceback\n"
        (w.file or sys.stderr).write(text)


def _of_the_interpreter(text, category, filename, lineno, module, has_source):
    warn_explicit(text, category, filename, lineno, module, source=True if has_source else None)


def warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()):
    if isinstance(message, Warning):
        category = message.__class__
    elif category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    filename, lineno, module = sys._caller(stacklevel)
    warn_explicit(message, category, filename, lineno, module, source=source)


def _add_filter(item, append):
    if item in filters:
        filters.remove(item)
    filters.append(item) if append else filters.insert(0, item)
    _shown.clear()


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    if action not in ("default", "error", "ignore", "always", "module", "once", "all"):
        raise ValueError(f"invalid action: {action!r}")
    _add_filter(("always" if action == "all" else action, message, category, module, lineno), append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    filterwarnings(action, "", category, "", lineno, append)


def resetwarnings():
    filters.clear()


_recorders = []


class catch_warnings:
    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._filter = None if action is None else (action, category, lineno, append)

    def __enter__(self):
        self._filters = filters[:]
        self._seen = set(_shown)
        if self._filter:
            simplefilter(*self._filter)
        if self._record:
            _recorders.append([])
            return _recorders[-1]

    def __exit__(self, *exc_info):
        filters[:] = self._filters
        _shown.clear()
        _shown.update(self._seen)
        if self._record:
            _recorders.pop()


class deprecated:
    def __init__(self, message, /, *, category=DeprecationWarning, stacklevel=1):
        self.message, self.category, self.stacklevel = message, category, stacklevel

    def __call__(self, arg, /):
        if self.category is None:
            arg.__deprecated__ = self.message
            return arg
        if isinstance(arg, type):
            return self._of_class(arg)
        arg.__deprecated__ = self.message
        import functools

        @functools.wraps(arg)
        def wrapper(*args, **kwargs):
            warn(self.message, category=self.category, stacklevel=self.stacklevel + 1)
            return arg(*args, **kwargs)
        return wrapper

    def _of_class(self, arg):
        """Says so when an instance is made, and when a class is derived from it."""
        import functools
        own_new, own_init_subclass = arg.__new__, arg.__init_subclass__
        given = getattr(own_init_subclass, "__func__", None)

        @functools.wraps(own_new)
        def __new__(cls, /, *args, **kwargs):
            if cls is arg:
                warn(self.message, category=self.category, stacklevel=self.stacklevel + 1)
            if own_new is not object.__new__:
                return own_new(cls, *args, **kwargs)
            if cls.__init__ is object.__init__ and (args or kwargs):
                raise TypeError(f"{cls.__name__}() takes no arguments")
            return own_new(cls)

        @functools.wraps(given or own_init_subclass)
        def __init_subclass__(*args, **kwargs):
            warn(self.message, category=self.category, stacklevel=self.stacklevel + 1)
            return (given or own_init_subclass)(*args, **kwargs)

        arg.__new__ = staticmethod(__new__)
        arg.__init_subclass__ = classmethod(__init_subclass__) if given else staticmethod(__init_subclass__)
        arg.__deprecated__ = __new__.__deprecated__ = __init_subclass__.__deprecated__ = self.message
        return arg
