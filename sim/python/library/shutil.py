"""Of shutil, what needs no disk: the terminal's size. The rest says that programs here cannot write files."""
import os as _os
from collections import namedtuple as _namedtuple

import _network



class _terminal_size(_namedtuple("terminal_size", "columns lines", module="os")):
    __slots__ = ()

    def __repr__(self):
        return f"os.terminal_size(columns={self.columns}, lines={self.lines})"


class Error(OSError):
    pass


class SameFileError(Error):
    pass


class SpecialFileError(OSError):
    pass


class ReadError(OSError):
    pass


def get_terminal_size(fallback=(80, 24)):
    def wanted(name, otherwise):
        try:
            return int(_os.environ.get(name, "")) or otherwise
        except ValueError:
            return otherwise
    return _terminal_size(wanted("COLUMNS", fallback[0]), wanted("LINES", fallback[1]))


def which(cmd, mode=1, path=None):
    return None


def _refused(name):
    def refuse(*args, **kwargs):
        _network.unsupported(f"shutil.{name}()", "Programs read files beside them and write none: keep what you would write in a list or in io.StringIO.")
    refuse.__name__ = refuse.__qualname__ = name
    return refuse


for _name in ("copyfileobj", "copyfile", "copymode", "copystat", "copy", "copy2", "copytree", "rmtree", "move", "disk_usage", "chown",
              "make_archive", "unpack_archive"):
    globals()[_name] = _refused(_name)
