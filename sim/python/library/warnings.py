"""Warnings: shown once for each place, as the default filters of CPython say."""
import sys

__all__ = ["warn", "warn_explicit", "showwarning", "formatwarning", "filterwarnings", "simplefilter", "resetwarnings", "catch_warnings", "deprecated"]

filters = [           # (action, message, category, module, line), the latest first; texts are None, a pattern or one name
    ("default", None, DeprecationWarning, "__main__", 0),
    ("ignore", None, DeprecationWarning, None, 0),
    ("ignore", None, PendingDeprecationWarning, None, 0),
    ("ignore", None, ImportWarning, None, 0),
    ("ignore", None, ResourceWarning, None, 0),
]
_shown = set()        # what need not be shown again, until the filters change


class WarningMessage:
    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message, self.category, self.filename, self.lineno = message, category, filename, lineno
        self.file, self.line, self.source = file, line, source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return (f"{{message : {self.message!r}, category : {self._category_name!r}, filename : {self.filename!r},"
                f" lineno : {self.lineno}, line : {self.line!r}}}")


def formatwarning(message, category, filename, lineno, line=None):
    text = f"{filename}:{lineno}: {category.__name__}: {message}\n"
    line = sys._source_line(filename, lineno) if line is None else line
    return text + f"  {line.strip()}\n" if line else text


def showwarning(message, category, filename, lineno, file=None, line=None):
    (file or sys.stderr).write(formatwarning(message, category, filename, lineno, line))


_own_format, _own_show = formatwarning, showwarning     # the program may put others in their place


def _fits(wanted, text):
    return wanted is None or (wanted == text if isinstance(wanted, str) else wanted.match(text) is not None)


def _action(text, category, module, lineno):
    for action, message, kind, where, line in filters:
        if _fits(message, text) and issubclass(category, kind) and _fits(where, module) and line in (0, lineno):
            return action
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
    if showwarning is not _own_show:
        showwarning(w.message, w.category, w.filename, w.lineno, w.file, w.line)
    elif _recorders:
        _recorders[-1].append(w)
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
    if not append and item in filters:
        filters.remove(item)
    if not append or item not in filters:
        filters.insert(len(filters) if append else 0, item)
    _shown.clear()


def _check_action(action):
    if action not in ("error", "ignore", "always", "default", "module", "once"):
        raise ValueError(f"invalid action: {action!r}")


def _check_line(lineno):
    if not isinstance(lineno, int):
        raise TypeError("lineno must be an int")
    if lineno < 0:
        raise ValueError("lineno must be an int >= 0")


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    _check_action(action)
    if not isinstance(message, str):
        raise TypeError("message must be a string")
    if not isinstance(category, type) or not issubclass(category, Warning):
        raise TypeError("category must be a Warning subclass")
    if not isinstance(module, str):
        raise TypeError("module must be a string")
    _check_line(lineno)
    if message or module:
        import re
        message = re.compile(message, re.I) if message else None
        module = re.compile(module) if module else None
    _add_filter((action, message or None, category, module or None, lineno), append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    _check_action(action)
    _check_line(lineno)
    _add_filter((action, None, category, None, lineno), append)


def resetwarnings():
    filters.clear()
    _shown.clear()


_recorders = []


class catch_warnings:
    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record, self._module, self._entered = record, module, False
        self._filter = None if action is None else (action, category, lineno, append)

    def __repr__(self):
        args = ["record=True"] if self._record else []
        if self._module is not None:
            args.append(f"module={self._module!r}")
        return f"{type(self).__name__}({', '.join(args)})"

    def __enter__(self):
        global showwarning
        if self._entered:
            raise RuntimeError(f"Cannot enter {self!r} twice")
        self._entered = True
        self._before = filters[:], showwarning
        _shown.clear()
        log = None
        if self._record:
            log = []
            _recorders.append(log)
            showwarning = _own_show
        if self._filter:
            simplefilter(*self._filter)
        return log

    def __exit__(self, *exc_info):
        global showwarning
        if not self._entered:
            raise RuntimeError(f"Cannot exit {self!r} without entering first")
        filters[:], showwarning = self._before
        _shown.clear()
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
