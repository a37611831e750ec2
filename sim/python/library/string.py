"""Constants of characters, capwords, Template and Formatter, as CPython's string."""

__all__ = ["ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords", "digits", "hexdigits", "octdigits",
           "printable", "punctuation", "whitespace", "Formatter", "Template"]

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = "01234567"
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or " ").join(word.capitalize() for word in s.split(sep))


class _Absent:
    pass


_absent = _Absent()


class _Merged:
    """Keyword arguments first, then the mapping."""

    def __init__(self, first, second):
        self.first = first
        self.second = second

    def __getitem__(self, key):
        if key in self.first:
            return self.first[key]
        return self.second[key]


class Template:
    delimiter = "$"
    idpattern = r"(?a:[_a-z][_a-z0-9]*)"
    braceidpattern = None
    flags = 2  # re.IGNORECASE

    def __init_subclass__(cls):
        super().__init_subclass__()
        cls._compiled = None

    _compiled = None

    def __init__(self, template):
        self.template = template

    @classmethod
    def _matcher(cls):
        if cls._compiled is None:
            import re
            delimiter = re.escape(cls.delimiter)
            name = cls.idpattern
            braced = cls.braceidpattern or cls.idpattern
            own = cls.__dict__.get("pattern")
            text = own if own is not None else (
                f"{delimiter}(?:(?P<escaped>{delimiter})|(?P<named>{name})|{{(?P<braced>{braced})}}|(?P<invalid>))")
            cls._compiled = text if hasattr(text, "sub") else re.compile(text, cls.flags | re.VERBOSE)
        return cls._compiled

    def _invalid(self, mo):
        i = mo.start("invalid")
        lines = self.template[:i].splitlines(keepends=True)
        if not lines:
            colno = 1
            lineno = 1
        else:
            colno = i - len("".join(lines[:-1]))
            lineno = len(lines)
        raise ValueError("Invalid placeholder in string: line %d, col %d" % (lineno, colno))

    def substitute(self, mapping=_absent, /, **kws):
        if mapping is _absent:
            mapping = kws
        elif kws:
            mapping = _Merged(kws, mapping)

        def convert(mo):
            named = mo.group("named") or mo.group("braced")
            if named is not None:
                return str(mapping[named])
            if mo.group("escaped") is not None:
                return self.delimiter
            self._invalid(mo)

        return self._matcher().sub(convert, self.template)

    def safe_substitute(self, mapping=_absent, /, **kws):
        if mapping is _absent:
            mapping = kws
        elif kws:
            mapping = _Merged(kws, mapping)

        def convert(mo):
            named = mo.group("named") or mo.group("braced")
            if named is not None:
                try:
                    return str(mapping[named])
                except KeyError:
                    return mo.group()
            if mo.group("escaped") is not None:
                return self.delimiter
            return mo.group()

        return self._matcher().sub(convert, self.template)

    def _check_groups(self, mo):
        if all(mo.group(name) is None for name in ("named", "braced", "escaped", "invalid")):
            raise ValueError("Unrecognized named group in pattern", self._matcher())

    def is_valid(self):
        for mo in self._matcher().finditer(self.template):
            if mo.group("invalid") is not None:
                return False
            self._check_groups(mo)
        return True

    def get_identifiers(self):
        ids = []
        for mo in self._matcher().finditer(self.template):
            self._check_groups(mo)
            named = mo.group("named") or mo.group("braced")
            if named is not None and named not in ids:
                ids.append(named)
        return ids


class Formatter:
    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used_args = set()
        result, _ = self._vformat(format_string, args, kwargs, used_args, 2)
        self.check_unused_args(used_args, args, kwargs)
        return result

    def _vformat(self, format_string, args, kwargs, used_args, recursion_depth, auto_arg_index=0):
        if recursion_depth < 0:
            raise ValueError("Max string recursion exceeded")
        result = []
        for literal_text, field_name, format_spec, conversion in self.parse(format_string):
            if literal_text:
                result.append(literal_text)
            if field_name is None:
                continue
            first = _first_part(field_name)
            if first == "":
                if auto_arg_index is False:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                field_name = str(auto_arg_index) + field_name
                auto_arg_index += 1
            elif first.isdigit():
                if auto_arg_index:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                auto_arg_index = False
            obj, arg_used = self.get_field(field_name, args, kwargs)
            used_args.add(arg_used)
            obj = self.convert_field(obj, conversion)
            format_spec, auto_arg_index = self._vformat(format_spec, args, kwargs, used_args, recursion_depth - 1,
                                                        auto_arg_index=auto_arg_index)
            result.append(self.format_field(obj, format_spec))
        return "".join(result), auto_arg_index

    def get_value(self, key, args, kwargs):
        if isinstance(key, int):
            return args[key]
        return kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion == "s":
            return str(value)
        if conversion == "r":
            return repr(value)
        if conversion == "a":
            return ascii(value)
        raise ValueError(f"Unknown conversion specifier {conversion!s}")

    def parse(self, format_string):
        return _parse(format_string)

    def get_field(self, field_name, args, kwargs):
        first = _first_part(field_name)
        obj = self.get_value(int(first) if first.isdigit() else first, args, kwargs)
        rest = field_name[len(first):]
        while rest:
            if rest[0] == ".":
                name = _first_part(rest[1:])
                if not name:
                    raise ValueError("Empty attribute in format string")
                obj = getattr(obj, name)
                rest = rest[1 + len(name):]
            elif rest[0] == "[":
                end = rest.find("]")
                if end < 0:
                    raise ValueError("Missing ']' in format string")
                key = rest[1:end]
                if not key:
                    raise ValueError("Empty attribute in format string")
                obj = obj[int(key) if key.isdigit() else key]
                rest = rest[end + 1:]
            else:
                raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
        return obj, int(first) if first.isdigit() else first


def _first_part(name):
    for i, c in enumerate(name):
        if c in ".[":
            return name[:i]
    return name


def _parse(text):
    literal = []
    i = 0
    n = len(text)
    while i < n:
        c = text[i]
        i += 1
        if c not in "{}":
            literal.append(c)
            continue
        if i < n and text[i] == c:
            literal.append(c)
            i += 1
            yield "".join(literal), None, None, None
            literal = []
            continue
        if c == "}":
            raise ValueError("Single '}' encountered in format string")
        if i == n:
            raise ValueError("Single '{' encountered in format string")
        start = i
        inside = False
        while i < n and (inside or text[i] not in "}:!{"):
            if text[i] == "[":
                inside = True
            elif text[i] == "]":
                inside = False
            i += 1
        if i == n:
            raise ValueError("expected '}' before end of string")
        if text[i] == "{":
            raise ValueError("unexpected '{' in field name")
        name = text[start:i]
        conversion = None
        if text[i] == "!":
            if i + 2 >= n:
                raise ValueError("unmatched '{' in format spec")
            conversion = text[i + 1]
            i += 2
            if text[i] not in ":}":
                raise ValueError("expected ':' after conversion specifier")
        spec = ""
        if text[i] == ":":
            start = i + 1
            depth = 1
            while depth:
                i += 1
                if i == n:
                    raise ValueError("unmatched '{' in format spec")
                if text[i] == "{":
                    depth += 1
                elif text[i] == "}":
                    depth -= 1
            spec = text[start:i]
        i += 1
        yield "".join(literal), name, spec, conversion
        literal = []
    if literal:
        yield "".join(literal), None, None, None
