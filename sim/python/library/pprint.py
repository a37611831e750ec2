"""Data printed over several lines, as CPython's pprint lays it out."""
import collections
import dataclasses
import types

__all__ = ["pprint", "pformat", "isreadable", "isrecursive", "saferepr", "PrettyPrinter", "pp"]


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    PrettyPrinter(indent, width, depth, stream, compact=compact, sort_dicts=sort_dicts, underscore_numbers=underscore_numbers).pprint(object)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    return PrettyPrinter(indent, width, depth, compact=compact, sort_dicts=sort_dicts, underscore_numbers=underscore_numbers).pformat(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    return PrettyPrinter()._short(object, (), 0)


def isreadable(object):
    return PrettyPrinter().isreadable(object)


def isrecursive(object):
    return PrettyPrinter().isrecursive(object)


class _Key:
    """Orders what cannot be compared by its type and address."""

    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        try:
            return self.value < other.value
        except TypeError:
            return (str(type(self.value)), id(self.value)) < (str(type(other.value)), id(other.value))


def _recursion(object):
    return f"<Recursion on {type(object).__name__} with id={id(object)}>"


class PrettyPrinter:
    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
        indent, width = int(indent), int(width)
        if indent < 0:
            raise ValueError("indent must be >= 0")
        if depth is not None and depth <= 0:
            raise ValueError("depth must be > 0")
        if not width:
            raise ValueError("width must be != 0")
        self._step, self._width, self._depth, self._stream = indent, width, depth, stream
        self._compact, self._sort, self._underscore = bool(compact), sort_dicts, underscore_numbers
        self._recursive = False
        self._readable = True

    def pprint(self, object):
        print(self.pformat(object), file=self._stream)

    def pformat(self, object):
        out = []
        self._lay_out(object, out, 0, 0, (), 0)
        return "".join(out)

    def isreadable(self, object):
        self._recursive, self._readable = False, True
        self._short(object, (), 0)
        return self._readable and not self._recursive

    def isrecursive(self, object):
        self._recursive = False
        self._short(object, (), 0)
        return self._recursive

    def format(self, object, context, maxlevels, level):
        self._recursive, self._readable = False, True
        return self._short(object, (), level), self._readable, self._recursive

    # ---- on one line

    def _sorted(self, items, key=None):
        return sorted(items, key=_Key if key is None else lambda item: _Key(key(item)))

    def _short(self, object, above, level):
        kind = type(object)
        if kind is int and self._underscore:
            return f"{object:_d}"
        if kind.__repr__ in (dict.__repr__, list.__repr__, tuple.__repr__) and isinstance(object, (dict, list, tuple)):
            return self._short_container(object, above, level)
        text = repr(object)
        if text.startswith("<"):
            self._readable = False
        return text

    def _short_container(self, object, above, level):
        is_dict = isinstance(object, dict)
        opening, closing = ("{", "}") if is_dict else ("[", "]") if isinstance(object, list) else ("(", ")")
        if not object:
            return opening + closing
        if self._depth is not None and level >= self._depth:
            self._readable = False
            return opening + ("...," if isinstance(object, tuple) and len(object) == 1 else "...") + closing
        if id(object) in above:
            self._recursive = True
            return _recursion(object)
        above = above + (id(object),)
        if is_dict:
            items = self._sorted(object.items(), lambda pair: pair[0]) if self._sort else object.items()
            parts = [f"{self._short(k, above, level + 1)}: {self._short(v, above, level + 1)}" for k, v in items]
        else:
            parts = [self._short(item, above, level + 1) for item in object]
        tail = "," if isinstance(object, tuple) and len(parts) == 1 else ""
        return opening + ", ".join(parts) + tail + closing

    # ---- over several lines. `allowance`: how many characters stand behind it on its last line

    def _lay_out(self, object, out, indent, allowance, above, level):
        if id(object) in above:
            self._recursive = True
            out.append(_recursion(object))
            return
        text = self._short(object, above, level)
        if len(text) > self._width - indent - allowance:
            way = self._way_of(object)
            if way is not None:
                way(object, out, indent, allowance, above + (id(object),), level + 1)
                return
        out.append(text)

    def _way_of(self, object):
        written = type(object).__repr__
        if written in self._WAYS:
            return getattr(self, self._WAYS[written])
        if dataclasses.is_dataclass(object) and not isinstance(object, type) and object.__dataclass_params__.repr \
                and getattr(written, "__made_by_dataclass__", False):
            return self._dataclass
        return None

    # By what writes an object's repr: a subclass with one of its own is not taken apart.
    _WAYS = {dict.__repr__: "_dict", list.__repr__: "_sequence", tuple.__repr__: "_sequence", set.__repr__: "_sequence",
             frozenset.__repr__: "_sequence", str.__repr__: "_str", collections.OrderedDict.__repr__: "_ordered_dict",
             collections.defaultdict.__repr__: "_default_dict", collections.Counter.__repr__: "_counter",
             collections.deque.__repr__: "_deque", types.SimpleNamespace.__repr__: "_namespace"}

    def _dict(self, object, out, indent, allowance, above, level):
        out.append("{" + " " * (self._step - 1))
        if object:
            items = self._sorted(object.items(), lambda pair: pair[0]) if self._sort else object.items()
            self._pairs(items, out, indent, allowance + 1, above, level)
        out.append("}")

    def _pairs(self, items, out, indent, allowance, above, level):
        indent += self._step
        items = list(items)
        for i, (key, value) in enumerate(items):
            last = i == len(items) - 1
            text = self._short(key, above, level)
            out.append(text + ": ")
            self._lay_out(value, out, indent + len(text) + 2, allowance if last else 1, above, level)
            if not last:
                out.append(",\n" + " " * indent)

    def _sequence(self, object, out, indent, allowance, above, level):
        kind = type(object)
        items = object
        if isinstance(object, (set, frozenset)):
            if not object:
                out.append(repr(object))
                return
            opening, closing = ("{", "}") if kind is set else (kind.__name__ + "({", "})")
            indent += len(opening) - 1
            items = self._sorted(object)
        else:
            opening, closing = ("[", "]") if isinstance(object, list) else ("(", ",)" if len(object) == 1 else ")")
        out.append(opening)
        self._items(items, out, indent, allowance + len(closing), above, level)
        out.append(closing)

    def _items(self, items, out, indent, allowance, above, level):
        indent += self._step
        if self._step > 1:
            out.append(" " * (self._step - 1))
        between = ",\n" + " " * indent
        room = width = self._width - indent + 1
        items = list(items)
        delim = ""
        for i, item in enumerate(items):
            last = i == len(items) - 1
            if last:
                room -= allowance
                width -= allowance
            if self._compact:
                text = self._short(item, above, level)
                needed = len(text) + 2
                if width < needed:
                    width = room
                    if delim:
                        delim = between
                if width >= needed:
                    width -= needed
                    out.append(delim + text)
                    delim = ", "
                    continue
            out.append(delim)
            delim = between
            self._lay_out(item, out, indent, allowance if last else 1, above, level)

    def _str(self, object, out, indent, allowance, above, level):
        if not object:
            out.append(repr(object))
            return
        lines = object.splitlines(True)
        if level == 1:
            indent += 1
            allowance += 1
        whole = self._width - indent
        chunks = []
        for i, line in enumerate(lines):
            last_line = i == len(lines) - 1
            room = whole - allowance if last_line else whole
            if len(repr(line)) <= room:
                chunks.append(repr(line))
                continue
            words = _words(line)
            current = ""
            for j, word in enumerate(words):
                longer = current + word
                limit = whole - allowance if last_line and j == len(words) - 1 else whole
                if len(repr(longer)) > limit:
                    if current:
                        chunks.append(repr(current))
                    current = word
                else:
                    current = longer
            if current:
                chunks.append(repr(current))
        if len(chunks) == 1:
            out.append(chunks[0])
            return
        if level == 1:
            out.append("(")
        out.append(("\n" + " " * indent).join(chunks))
        if level == 1:
            out.append(")")

    def _ordered_dict(self, object, out, indent, allowance, above, level):
        if not object:
            out.append(repr(object))
            return
        name = type(object).__name__
        out.append(name + "(")
        self._lay_out(list(object.items()), out, indent + len(name) + 1, allowance + 1, above, level)
        out.append(")")

    def _default_dict(self, object, out, indent, allowance, above, level):
        factory = self._short(object.default_factory, above, level)
        name = type(object).__name__
        indent += len(name) + 1
        out.append(f"{name}({factory},\n" + " " * indent)
        self._dict(object, out, indent, allowance + 1, above, level)
        out.append(")")

    def _counter(self, object, out, indent, allowance, above, level):
        name = type(object).__name__
        out.append(name + "({" + " " * (self._step - 1))
        self._pairs(object.most_common(), out, indent + len(name) + 1, allowance + 2, above, level)
        out.append("})")

    def _deque(self, object, out, indent, allowance, above, level):
        name = type(object).__name__
        indent += len(name) + 1
        out.append(name + "([")
        closing = "])" if object.maxlen is None else f"],\n{' ' * indent}maxlen={object.maxlen})"
        self._items(object, out, indent, 2, above, level)
        out.append(closing)

    def _namespace(self, object, out, indent, allowance, above, level):
        name = "namespace" if type(object) is types.SimpleNamespace else type(object).__name__
        indent += len(name) + 1
        out.append(name + "(")
        self._fields(object.__dict__.items(), out, indent, allowance, above, level)
        out.append(")")

    def _dataclass(self, object, out, indent, allowance, above, level):
        name = type(object).__name__
        indent += len(name) + 1
        out.append(name + "(")
        fields = [(f.name, getattr(object, f.name)) for f in dataclasses.fields(object) if f.repr]
        self._fields(fields, out, indent, allowance, above, level)
        out.append(")")

    def _fields(self, items, out, indent, allowance, above, level):
        items = list(items)
        for i, (name, value) in enumerate(items):
            last = i == len(items) - 1
            out.append(name + "=")
            if id(value) in above:
                out.append("...")
            else:
                self._lay_out(value, out, indent + len(name) + 1, allowance if last else 1, above, level)
            if not last:
                out.append(",\n" + " " * indent)


def _words(line):
    """The words of a line, each with the blanks behind it."""
    words, word, blank = [], "", False
    for c in line:
        if blank and not c.isspace():
            words.append(word)
            word, blank = "", False
        word += c
        blank = c.isspace()
    if word:
        words.append(word)
    return words
