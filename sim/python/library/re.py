"""Regular expressions, as CPython's re. Patterns and matches themselves are _re's."""
import _re
from _re import Match, Pattern

__all__ = ["match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer", "compile", "purge", "escape",
           "error", "Pattern", "Match", "A", "I", "L", "M", "S", "X", "U", "ASCII", "IGNORECASE", "LOCALE",
           "MULTILINE", "DOTALL", "VERBOSE", "UNICODE", "NOFLAG", "RegexFlag", "PatternError"]


class PatternError(Exception):
    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        self.lineno = self.colno = None
        if pattern is not None and pos is not None:
            msg = "%s at position %d" % (msg, pos)
            newline = "\n" if isinstance(pattern, str) else b"\n"
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            if newline in pattern:
                msg = "%s (line %d, column %d)" % (msg, self.lineno, self.colno)
        super().__init__(msg)


error = PatternError


class RegexFlag(int):
    def __repr__(self):
        names = [name for name, bit in _flag_names if self & bit]
        if not names:
            return "re.NOFLAG"
        return "|".join("re." + name for name in names)

    __str__ = __repr__

    @property
    def name(self):
        return repr(self).replace("re.", "")

    @property
    def value(self):
        return int(self)

    def __or__(self, other):
        return RegexFlag(int(self) | int(other))

    __ror__ = __or__

    def __and__(self, other):
        return RegexFlag(int(self) & int(other))

    __rand__ = __and__

    def __xor__(self, other):
        return RegexFlag(int(self) ^ int(other))

    __rxor__ = __xor__


_flag_names = [("IGNORECASE", 2), ("LOCALE", 4), ("MULTILINE", 8), ("DOTALL", 16), ("UNICODE", 32), ("VERBOSE", 64),
               ("DEBUG", 128), ("ASCII", 256)]
NOFLAG = RegexFlag(0)
I = IGNORECASE = RegexFlag(2)
L = LOCALE = RegexFlag(4)
M = MULTILINE = RegexFlag(8)
S = DOTALL = RegexFlag(16)
U = UNICODE = RegexFlag(32)
X = VERBOSE = RegexFlag(64)
DEBUG = RegexFlag(128)
A = ASCII = RegexFlag(256)

_cache = {}


def compile(pattern, flags=0):
    try:
        return _cache[type(pattern), pattern, flags]
    except KeyError:
        pass
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError("cannot process flags argument with a compiled pattern")
        return pattern
    compiled = _re.compile(pattern, int(flags), PatternError)
    if len(_cache) >= 512:
        _cache.clear()
    _cache[type(pattern), pattern, flags] = compiled
    return compiled


def purge():
    _cache.clear()


def match(pattern, string, flags=0):
    return compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    return compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    return compile(pattern, flags).search(string)


_absent = object()            # no number and no flags given


def _optional(function, first, args, number, flags):
    """The number and the flags, which are to be named; given by their places they are still taken."""
    given = {first: number, "flags": flags}
    if len(args) > 2:
        raise TypeError(f"{function}() takes from {'2 to 4' if function == 'split' else '3 to 5'} positional arguments "
                        f"but {len(args) + (2 if function == 'split' else 3)} were given")
    for name, value in zip(given, args):
        if given[name] is not _absent:
            raise TypeError(f"{function}() got multiple values for argument {name!r}")
        given[name] = value
    if args:
        import warnings
        warnings.warn(f"{first!r} is passed as positional argument", DeprecationWarning, stacklevel=3)
    return [0 if value is _absent else value for value in given.values()]


def sub(pattern, repl, string, *args, count=_absent, flags=_absent):
    count, flags = _optional("sub", "count", args, count, flags)
    return compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, *args, count=_absent, flags=_absent):
    count, flags = _optional("subn", "count", args, count, flags)
    return compile(pattern, flags).subn(repl, string, count)


def split(pattern, string, *args, maxsplit=_absent, flags=_absent):
    maxsplit, flags = _optional("split", "maxsplit", args, maxsplit, flags)
    return compile(pattern, flags).split(string, maxsplit)


class _Scanner:
    """Matches of a pattern one behind the other: what Pattern.scanner() gives."""

    def __init__(self, pattern, string, pos, endpos):
        self.pattern, self._string, self._at, self._end = pattern, string, pos, endpos
        self._advance = False

    def _given(self, found):
        if found is None:
            self._at = None
        else:
            self._at, self._advance = found.end(), found.end() == found.start()
        return found

    def match(self):
        if self._at is None:
            return None
        found = self.pattern.match(self._string, self._at, self._end)
        return self._given(None if found and self._advance and found.end() == self._at else found)

    def search(self):
        if self._at is None:
            return None
        found = self.pattern.finditer(self._string, self._at, self._end)
        first = next(found, None)
        return self._given(next(found, None) if first and self._advance and first.end() == self._at else first)


def findall(pattern, string, flags=0):
    return compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    return compile(pattern, flags).finditer(string)


_special = {i: "\\" + chr(i) for i in b"()[]{}?*+-|^$\\.&~# \t\n\r\v\f"}


def escape(pattern):
    if isinstance(pattern, str):
        return pattern.translate(_special)
    return str(pattern, "latin1").translate(_special).encode("latin1")
