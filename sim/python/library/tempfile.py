"""Temporary files are files that are written, which programs here cannot do: SpooledTemporaryFile alone needs no disk while it is small."""
import io as _io

import _network

tempdir = None
TMP_MAX = 10000


def gettempdir():
    return "/tmp"


def gettempprefix():
    return "tmp"


def _refused(name, advice="keep what you would write in a list or in io.StringIO (io.BytesIO for bytes)."):
    def refuse(*args, **kwargs):
        _network.unsupported(f"tempfile.{name}()", "Programs read files beside them and write none: " + advice)
    refuse.__name__ = refuse.__qualname__ = name
    return refuse


for _name in ("TemporaryFile", "NamedTemporaryFile", "mkstemp", "mktemp"):
    globals()[_name] = _refused(_name)
for _name in ("TemporaryDirectory", "mkdtemp"):
    globals()[_name] = _refused(_name, "a dict from names to texts can stand for a folder.")


class SpooledTemporaryFile:
    """In memory, however large: there is no disk to go to."""

    def __init__(self, max_size=0, mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *, errors=None):
        self._file = _io.BytesIO() if "b" in mode else _io.StringIO()
        self._max_size = max_size

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self._file.close()

    def __iter__(self):
        return iter(self._file)

    def __getattr__(self, name):
        return getattr(self._file, name)
