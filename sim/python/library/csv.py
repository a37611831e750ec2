"""Rows of text, as CPython's csv reads and writes them."""

__all__ = ["QUOTE_MINIMAL", "QUOTE_ALL", "QUOTE_NONNUMERIC", "QUOTE_NONE", "QUOTE_STRINGS", "QUOTE_NOTNULL", "Error", "Dialect", "excel",
           "excel_tab", "unix_dialect", "reader", "writer", "register_dialect", "get_dialect", "list_dialects", "unregister_dialect",
           "DictReader", "DictWriter"]

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE, QUOTE_STRINGS, QUOTE_NOTNULL = range(6)


class Error(Exception):
    pass


Error.__module__ = "_csv"


class Dialect:
    delimiter, quotechar, escapechar, doublequote = ",", '"', None, True
    skipinitialspace, lineterminator, quoting, strict = False, "\r\n", QUOTE_MINIMAL, False


class excel(Dialect):
    pass


class excel_tab(excel):
    delimiter = "\t"


class unix_dialect(Dialect):
    quoting, lineterminator = QUOTE_ALL, "\n"


_dialects = {"excel": excel, "excel-tab": excel_tab, "unix": unix_dialect}
_SETTINGS = ("delimiter", "quotechar", "escapechar", "doublequote", "skipinitialspace", "lineterminator", "quoting", "strict")


def get_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    return _dialects[name]


def list_dialects():
    return list(_dialects)


def _made(dialect, settings):
    if isinstance(dialect, str):
        dialect = get_dialect(dialect)
    made = Dialect()
    for name in _SETTINGS:
        setattr(made, name, settings.pop(name) if name in settings else getattr(dialect, name, getattr(Dialect, name)))
    for name in settings:
        raise TypeError(f"'{name}' is an invalid keyword argument for this function")
    if not isinstance(made.delimiter, str) or len(made.delimiter) != 1:
        raise TypeError('"delimiter" must be a 1-character string')
    return made


def register_dialect(name, dialect=excel, **settings):
    _dialects[name] = _made(dialect, settings)


def unregister_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    del _dialects[name]


class _Reader:
    def __init__(self, lines, dialect):
        self._lines, self.dialect, self.line_num = iter(lines), dialect, 0

    def __iter__(self):
        return self

    def __next__(self):
        d = self.dialect
        row, field, quoted, state = [], "", False, "start"     # states: start, plain, inside, after (a quote inside), escaped

        def end():
            nonlocal field, quoted
            row.append(float(field) if d.quoting == QUOTE_NONNUMERIC and not quoted and field else field)
            field, quoted = "", False

        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                if state == "inside":
                    if d.strict:
                        raise Error("unexpected end of data")
                    end()
                    return row
                raise
            self.line_num += 1
            if not isinstance(line, str):
                raise Error(f"iterator should return strings, not {type(line).__name__} (the file should be opened in text mode)")
            for c in line:
                if state == "escaped":
                    field, state = field + c, before
                elif c == d.escapechar and d.escapechar is not None and state != "after":
                    before, state = ("inside" if state == "inside" else "plain"), "escaped"
                elif state == "inside":
                    if c == d.quotechar:
                        state = "after" if d.doublequote else "plain"
                    else:
                        field += c
                elif state == "after" and c == d.quotechar:
                    field, state = field + c, "inside"
                elif c in "\r\n":
                    continue
                elif c == d.delimiter:
                    end()
                    state = "start"
                elif state == "after" and d.strict:
                    raise Error(f"'{d.delimiter}' expected after '{d.quotechar}'")
                elif state == "start" and c == d.quotechar and d.quoting != QUOTE_NONE:
                    quoted, state = True, "inside"
                elif not (state == "start" and c == " " and d.skipinitialspace):
                    field, state = field + c, "plain"
            if state in ("inside", "escaped"):
                continue
            if row or field or quoted or state != "start":
                end()
            return row


def reader(csvfile, dialect="excel", **settings):
    return _Reader(csvfile, _made(dialect, settings))


class _Writer:
    def __init__(self, file, dialect):
        self._file, self.dialect = file, dialect

    def _text(self, value, alone):
        d = self.dialect
        text = "" if value is None else repr(value) if isinstance(value, float) else str(value)
        number = isinstance(value, (int, float))
        wanted = (d.quoting == QUOTE_ALL or d.quoting == QUOTE_NONNUMERIC and not number
                  or d.quoting == QUOTE_STRINGS and isinstance(value, str) or d.quoting == QUOTE_NOTNULL and value is not None)
        special = [c for c in (d.delimiter, d.quotechar, d.escapechar, "\r", "\n", *d.lineterminator) if c]
        if d.quoting == QUOTE_NONE:
            if any(c in text for c in special):
                if d.escapechar is None:
                    raise Error("need to escape, but no escapechar set")
                text = "".join(d.escapechar + c if c in special else c for c in text)
            elif not text and alone:
                raise Error("single empty field record must be quoted")
            return text
        if any(c in text for c in special) or (not text and alone) or (d.skipinitialspace and text.startswith(" ")):
            wanted = True
        if not wanted:
            return text
        if d.doublequote:
            text = text.replace(d.quotechar, d.quotechar * 2)
        elif d.escapechar is not None:
            text = text.replace(d.quotechar, d.escapechar + d.quotechar)
        return d.quotechar + text + d.quotechar

    def writerow(self, row):
        try:
            row = list(row)
        except TypeError:
            raise Error(f"iterable expected, not {type(row).__name__}") from None
        return self._file.write(self.dialect.delimiter.join(self._text(v, len(row) == 1) for v in row) + self.dialect.lineterminator)

    def writerows(self, rows):
        for row in rows:
            self.writerow(row)


def writer(csvfile, dialect="excel", **settings):
    if not hasattr(csvfile, "write"):
        raise TypeError('argument 1 must have a "write" method')
    return _Writer(csvfile, _made(dialect, settings))


class DictReader:
    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect="excel", *args, **kwds):
        self._fieldnames = None if fieldnames is None else list(fieldnames)
        self.restkey, self.restval = restkey, restval
        self.reader = reader(f, dialect, *args, **kwds)
        self.dialect, self.line_num = dialect, 0

    def __iter__(self):
        return self

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            try:
                self._fieldnames = next(self.reader)
            except StopIteration:
                pass
        self.line_num = self.reader.line_num
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def __next__(self):
        names = self.fieldnames
        row = next(self.reader)
        while row == []:
            row = next(self.reader)
        self.line_num = self.reader.line_num
        found = dict(zip(names, row))
        if len(row) > len(names):
            found[self.restkey] = row[len(names):]
        for name in names[len(row):]:
            found[name] = self.restval
        return found


class DictWriter:
    def __init__(self, f, fieldnames, restval="", extrasaction="raise", dialect="excel", *args, **kwds):
        self.fieldnames, self.restval = list(fieldnames), restval
        if extrasaction.lower() not in ("raise", "ignore"):
            raise ValueError(f"extrasaction ({extrasaction}) must be 'raise' or 'ignore'")
        self.extrasaction = extrasaction.lower()
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        return self.writer.writerow(self.fieldnames)

    def _row(self, rowdict):
        if self.extrasaction == "raise" and (wrong := [k for k in rowdict if k not in self.fieldnames]):
            raise ValueError("dict contains fields not in fieldnames: " + ", ".join(repr(x) for x in wrong))
        return [rowdict.get(name, self.restval) for name in self.fieldnames]

    def writerow(self, rowdict):
        return self.writer.writerow(self._row(rowdict))

    def writerows(self, rowdicts):
        return self.writer.writerows(map(self._row, rowdicts))
