"""Paths, as CPython's pathlib. Of the files only those beside the program can be read, as with open()."""
import os

__all__ = ["PurePath", "PurePosixPath", "Path", "PosixPath", "UnsupportedOperation"]


class UnsupportedOperation(NotImplementedError):
    pass


class PurePath(os.PathLike):
    """A path taken apart; nothing of it need exist."""

    __slots__ = ("_root", "_parts")

    def __new__(cls, *segments):
        if cls is PurePath:
            cls = PurePosixPath
        elif cls is Path:
            cls = PosixPath
        return object.__new__(cls)

    def __init__(self, *segments):
        text = ""
        for segment in segments:
            if isinstance(segment, PurePath):
                segment = str(segment)
            elif not isinstance(segment, str):
                segment = os.fspath(segment) if hasattr(segment, "__fspath__") else segment
                if not isinstance(segment, str):
                    raise TypeError("argument should be a str or an os.PathLike object where __fspath__ returns a str, not "
                                    f"{type(segment).__name__!r}")
            text = os.path.join(text, segment)
        self._root = "" if not text.startswith("/") else "//" if text.startswith("//") and not text.startswith("///") else "/"
        self._parts = [part for part in text.split("/") if part and part != "."]

    def _made(self, root, parts):
        new = object.__new__(type(self))
        new._root, new._parts = root, parts
        return new

    def with_segments(self, *segments):
        return type(self)(*segments)

    def __str__(self):
        return self._root + "/".join(self._parts) or "."

    def __fspath__(self):
        return str(self)

    def as_posix(self):
        return str(self)

    def __bytes__(self):
        return str(self).encode()

    def __repr__(self):
        return f"{type(self).__name__}({str(self)!r})"

    def as_uri(self):
        if not self.is_absolute():
            raise ValueError("relative path can't be expressed as a file URI")
        from urllib.parse import quote
        return "file://" + quote(str(self))

    def __eq__(self, other):
        return str(self) == str(other) if isinstance(other, PurePath) else NotImplemented

    def __hash__(self):
        return hash(str(self))

    def __lt__(self, other):
        return self.parts < other.parts if isinstance(other, PurePath) else NotImplemented

    def __le__(self, other):
        return self.parts <= other.parts if isinstance(other, PurePath) else NotImplemented

    def __gt__(self, other):
        return self.parts > other.parts if isinstance(other, PurePath) else NotImplemented

    def __ge__(self, other):
        return self.parts >= other.parts if isinstance(other, PurePath) else NotImplemented

    def __truediv__(self, key):
        try:
            return self.with_segments(self, key)
        except TypeError:
            return NotImplemented

    def __rtruediv__(self, key):
        try:
            return self.with_segments(key, self)
        except TypeError:
            return NotImplemented

    def joinpath(self, *segments):
        return self.with_segments(self, *segments)

    drive = property(lambda self: "")
    root = property(lambda self: self._root)
    anchor = property(lambda self: self._root)
    name = property(lambda self: self._parts[-1] if self._parts else "")

    @property
    def parts(self):
        return ((self._root,) if self._root else ()) + tuple(self._parts)

    @property
    def suffix(self):
        return os.path.splitext(self.name)[1] if not self.name.endswith(".") else ""

    @property
    def suffixes(self):
        name = self.name
        return [] if name.endswith(".") else ["." + part for part in name.lstrip(".").split(".")[1:]]

    @property
    def stem(self):
        return self.name[:len(self.name) - len(self.suffix)]

    @property
    def parent(self):
        return self._made(self._root, self._parts[:-1]) if self._parts else self

    @property
    def parents(self):
        return tuple(self._made(self._root, self._parts[:n]) for n in range(len(self._parts) - 1, -1, -1))

    def with_name(self, name):
        if not self.name:
            raise ValueError(f"{self!r} has an empty name")
        if not name or "/" in name or name == ".":
            raise ValueError(f"Invalid name {name!r}")
        return self._made(self._root, self._parts[:-1] + [name])

    def with_stem(self, stem):
        if not stem and self.suffix:
            raise ValueError(f"{self!r} has a non-empty suffix")
        return self.with_name(stem + self.suffix)

    def with_suffix(self, suffix):
        if not self.stem:
            raise ValueError(f"{self!r} has an empty name")
        if suffix and not (suffix.startswith(".") and len(suffix) > 1):
            raise ValueError(f"Invalid suffix {suffix!r}")
        return self.with_name(self.stem + suffix)

    def is_absolute(self):
        return bool(self._root)

    def is_relative_to(self, other):
        other = self.with_segments(other)
        return other == self or other in self.parents

    def relative_to(self, other, *, walk_up=False):
        other = self.with_segments(other)
        for up, base in enumerate([other, *other.parents]):
            if self == base or base in self.parents:
                break
            if not walk_up:
                raise ValueError(f"{str(self)!r} is not in the subpath of {str(other)!r}")
        else:
            raise ValueError(f"{str(self)!r} and {str(other)!r} have different anchors")
        return self._made("", [".."] * up + self._parts[len(base._parts):])

    def match(self, path_pattern, *, case_sensitive=None):
        wanted = self.with_segments(path_pattern)
        if not wanted._parts and not wanted._root:
            raise ValueError("empty pattern")
        if wanted._root and (wanted._root != self._root or len(wanted._parts) != len(self._parts)):
            return False
        if len(wanted._parts) > len(self._parts):
            return False
        return all(_fits(part, pattern) for part, pattern in zip(reversed(self._parts), reversed(wanted._parts)))


def _fits(name, pattern):
    import re
    parts = re.findall(r"\[!?\]?[^\]]*\]|.", pattern, re.S)
    made = [".*" if p == "*" else "." if p == "?" else "[^" + p[2:] if p.startswith("[!") else p if len(p) > 1 else re.escape(p) for p in parts]
    return re.fullmatch("".join(made), name, re.S) is not None


class PurePosixPath(PurePath):
    __slots__ = ()


class Path(PurePath):
    __slots__ = ()

    @classmethod
    def cwd(cls):
        return cls(os.getcwd())

    @classmethod
    def home(cls):
        return cls(os.path.expanduser("~"))

    def absolute(self):
        return self if self.is_absolute() else self.with_segments(os.getcwd(), self)

    def resolve(self, strict=False):
        return self.with_segments(os.path.normpath(str(self.absolute())))

    def expanduser(self):
        return self.with_segments(os.path.expanduser(str(self)))

    def exists(self, *, follow_symlinks=True):
        return os.path.exists(str(self))

    def is_dir(self, *, follow_symlinks=True):
        return os.path.isdir(str(self))

    def is_file(self, *, follow_symlinks=True):
        return self.exists() and not self.is_dir()

    def is_symlink(self):
        return False

    def open(self, mode="r", buffering=-1, encoding=None, errors=None, newline=None):
        return open(str(self), mode, buffering, encoding, errors, newline)

    def read_text(self, encoding=None, errors=None, newline=None):
        with self.open("r", -1, encoding, errors, newline) as f:
            return f.read()

    def read_bytes(self):
        with self.open("rb") as f:
            return f.read()

    def write_text(self, data, encoding=None, errors=None, newline=None):
        if not isinstance(data, str):
            raise TypeError(f"data must be str, not {type(data).__name__}")
        with self.open("w", -1, encoding, errors, newline) as f:
            return f.write(data)

    def write_bytes(self, data):
        with self.open("wb") as f:
            return f.write(data)

    unlink = os._refuse("delete files")
    mkdir = touch = os._refuse("make files and folders")
    rename = replace = os._refuse("rename files")
    rmdir = os._refuse("delete folders")
    iterdir = glob = rglob = walk = os._refuse("list folders")


class PosixPath(Path, PurePosixPath):
    __slots__ = ()
