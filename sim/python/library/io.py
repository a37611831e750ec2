"""Text and bytes in memory that behave like files."""
import _naming

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2


class UnsupportedOperation(OSError, ValueError):
    pass


class IOBase:
    closed = False
    _CLOSED = "I/O operation on closed file."

    def close(self):
        self.closed = True

    def _check(self):
        if self.closed:
            raise ValueError(self._CLOSED)

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *exc_info):
        self.close()

    def __iter__(self):
        self._check()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readlines(self, hint=-1):
        return list(self)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def flush(self):
        self._check()

    def readable(self):
        return True

    def writable(self):
        return True

    def seekable(self):
        return True

    def isatty(self):
        return False


class RawIOBase(IOBase):
    pass


class BufferedIOBase(IOBase):
    pass


class TextIOBase(IOBase):
    pass


class _Memory(IOBase):
    """A value that grows by writing at a position; `_empty` and `_newline` are its kind's."""

    def __init__(self, initial):
        self._parts = [initial] if initial else []     # joined when asked for: many small writes stay cheap
        self._position = 0

    def _joined(self):
        if len(self._parts) != 1:
            self._parts = [self._empty.join(self._parts)]
        return self._parts[0]

    def getvalue(self):
        self._check()
        return self._joined()

    def tell(self):
        self._check()
        return self._end() if self._position is None else self._position

    def _end(self):
        return sum(map(len, self._parts))

    def seek(self, offset, whence=0):
        self._check()
        base = 0 if whence == 0 else self.tell() if whence == 1 else self._end()
        self._position = max(0, base + offset)
        return self._position

    def _write(self, data):
        self._check()
        if self._position is None:                     # at the end, where writes usually go
            self._parts.append(data)
            return len(data)
        value = self._joined()
        if self._position >= len(value):
            gap = self._gap * (self._position - len(value))
            self._parts = [value, gap, data] if gap else [value, data]
        else:
            rest = value[self._position + len(data):]
            self._parts = [value[:self._position] + data + rest]
            if rest:
                self._position += len(data)
                return len(data)
        self._position = None
        return len(data)

    def read(self, size=-1):
        self._check()
        value, at = self._joined(), self.tell()
        end = len(value) if size is None or size < 0 else min(len(value), at + size)
        self._position = end
        return value[at:end]

    def readline(self, size=-1):
        self._check()
        value, at = self._joined(), self.tell()
        found = value.find(self._newline, at)
        end = len(value) if found < 0 else found + 1
        if size is not None and size >= 0:
            end = min(end, at + size)
        self._position = max(at, end)
        return value[at:end]

    def truncate(self, size=None):
        self._check()
        size = self.tell() if size is None else size
        self._position = self.tell()
        self._parts = [self._joined()[:size]]
        return size


class StringIO(_Memory, TextIOBase):
    _CLOSED = "I/O operation on closed file"

    _empty, _newline, _gap = "", "\n", "\0"

    def __init__(self, initial_value="", newline="\n"):
        if initial_value is not None and not isinstance(initial_value, str):
            raise TypeError(f"initial_value must be str or None, not {type(initial_value).__name__}")
        super().__init__(initial_value)

    def write(self, s, /):
        if not isinstance(s, str):
            raise TypeError(f"string argument expected, got '{type(s).__name__}'")
        return self._write(s)


class BytesIO(_Memory, BufferedIOBase):
    _empty, _newline, _gap = b"", b"\n", b"\0"

    def __init__(self, initial_bytes=b""):
        super().__init__(bytes(initial_bytes))

    def write(self, b, /):
        if isinstance(b, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        return self._write(bytes(b))

    def getbuffer(self):
        return self.getvalue()


for kind in (StringIO, BytesIO):
    _naming.with_module(kind, "_io")
del kind

open = open
