"""Paths as text, as on Linux. Only files beside the program exist."""
sep, curdir, pardir, extsep, pathsep, altsep = "/", ".", "..", ".", ":", None


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    method = getattr(type(path), "__fspath__", None)
    if method is None:
        raise TypeError("expected str, bytes or os.PathLike object, not " + type(path).__name__)
    return method(path)


def isabs(s):
    return fspath(s).startswith("/")


def join(a, *p):
    path = fspath(a)
    for b in map(fspath, p):
        if b.startswith("/"):
            path = b
        elif not path or path.endswith("/"):
            path += b
        else:
            path += "/" + b
    return path


def split(p):
    p = fspath(p)
    i = p.rfind("/") + 1
    head, tail = p[:i], p[i:]
    if head and head != "/" * len(head):
        head = head.rstrip("/")
    return head, tail


def basename(p):
    return split(p)[1]


def dirname(p):
    return split(p)[0]


def splitext(p):
    p = fspath(p)
    name = p.rfind("/") + 1
    dot = p.rfind(".")
    if dot > name and p[name:dot].strip("."):
        return p[:dot], p[dot:]
    return p, ""


def normpath(path):
    path = fspath(path)
    if not path:
        return "."
    root = "//" if path.startswith("//") and not path.startswith("///") else "/" if path.startswith("/") else ""
    parts = []
    for part in path.split("/"):
        if part in ("", "."):
            continue
        if part != ".." or (not root and not parts) or (parts and parts[-1] == ".."):
            parts.append(part)
        elif parts:
            parts.pop()
    return root + "/".join(parts) or "."


def abspath(path):
    path = fspath(path)
    return normpath(path if isabs(path) else join("/", path))


realpath = abspath


def commonprefix(m):
    if not m:
        return ""
    low, high = min(m), max(m)
    for i, c in enumerate(low):
        if c != high[i]:
            return low[:i]
    return low


def relpath(path, start="."):
    path_parts = [p for p in abspath(path).split("/") if p]
    start_parts = [p for p in abspath(start).split("/") if p]
    same = 0
    while same < min(len(path_parts), len(start_parts)) and path_parts[same] == start_parts[same]:
        same += 1
    return "/".join([".."] * (len(start_parts) - same) + path_parts[same:]) or "."


def exists(path):
    try:
        with open(fspath(path), "rb"):
            return True
    except OSError:
        return False


isfile = lexists = exists


def isdir(path):
    return fspath(path) in (".", "./", "/", "")


def getsize(filename):
    with open(fspath(filename), "rb") as f:
        return len(f.read())


def expanduser(path):
    return fspath(path)


def expandvars(path):
    return fspath(path)
