"""What the simulated HTTP libraries share: a pool of connections that behaves as httpcore's, and one exchange over it.

The World's network lies below (_network); httpx, aiohttp and requests stand above.
"""
import asyncio
import re
from heapq import heappop, heappush

import _network

now = _network.now
unsupported = _network.unsupported


class Failure(Exception):
    """kind: dns, refused, tls, reset, malformed or timeout; stage: pool, connect or read."""

    stage = "read"

    def __init__(self, kind, message):
        super().__init__(message)
        self.kind = kind
        self.message = message


class Pooled:
    __slots__ = ("origin", "link", "number", "fresh")

    def __init__(self, origin, number):
        self.origin = origin    # (host, port, tls)
        self.link = None        # made by whoever opens it
        self.number = number
        self.fresh = True       # has carried no request yet

    def __lt__(self, other):
        return self.number < other.number


class Pool:
    """`limit` connections at once, at most `idle_limit` of them idle, each idle for `expiry` seconds at most (None: no limit)."""

    def __init__(self, limit, idle_limit, expiry, per_host=None):
        self.limit = limit
        self.idle_limit = idle_limit
        self.expiry = expiry
        self.per_host = per_host
        self.count = 0
        self.made = 0
        self.all = {}           # number -> Pooled
        self.idle = {}          # origin -> heap of idle ones, the oldest first
        self.idle_count = 0
        self.hosts = {}         # origin -> how many, when there is a limit for each
        self.waiting = []       # (origin, future)

    def take(self, origin):
        """A connection, idle or yet to be opened; None: all are in use."""
        idle = self.idle.get(origin)
        while idle:
            one = heappop(idle)
            self.idle_count -= 1
            link = one.link
            if link.usable and (self.expiry is None or 0 <= now() - link.idle_since <= self.expiry):
                return one
            self.remove(one)
        if self.per_host is not None and self.hosts.get(origin, 0) >= self.per_host:
            return None
        if self.limit is not None and self.count >= self.limit and not self.drop_idle():
            return None
        return self.make(origin)

    def make(self, origin):
        self.made += 1
        self.count += 1
        one = Pooled(origin, self.made)
        self.all[one.number] = one
        if self.per_host is not None:
            self.hosts[origin] = self.hosts.get(origin, 0) + 1
        return one

    def drop_idle(self):
        for idle in self.idle.values():
            if idle:
                self.idle_count -= 1
                self.remove(heappop(idle))
                return True
        return False

    def remove(self, one):
        if self.all.pop(one.number, None) is None:
            return
        self.count -= 1
        if self.per_host is not None:
            self.hosts[one.origin] -= 1
        if one.link is not None:
            one.link.close()

    async def wait(self, origin, timeout):
        """Behind all who wait already. As long as there are any, take() is not to be asked."""
        future = _network.waiter("a free connection of the pool", timeout)
        entry = (origin, future)
        self.waiting.append(entry)
        try:
            one = await future
        except BaseException:
            if entry in self.waiting:
                self.waiting.remove(entry)
            elif future.done() and not future.cancelled():
                self.give_back(future.result())
            raise
        finally:
            _network.give_up(future)
        if one is None:
            self.waiting.remove(entry)
            failure = Failure("timeout", "")
            failure.stage = "pool"
            raise failure
        return one

    def give_back(self, one):
        """Its request is over, well or not."""
        link = one.link
        alive = link is not None and link.usable and one.number in self.all
        if self.waiting:
            self.hand_on(one, alive)
        elif not alive:
            self.remove(one)
        else:
            heap = self.idle.get(one.origin)
            if heap is None:
                heap = self.idle[one.origin] = []
            heappush(heap, one)
            self.idle_count += 1
            if self.idle_limit is not None and self.idle_count > self.idle_limit:
                self.drop_idle()

    def hand_on(self, one, alive):
        for entry in self.waiting:
            origin, future = entry
            if future.done():
                continue
            if alive and origin == one.origin:
                self.waiting.remove(entry)
                future.set_result(one)
                return
            if self.per_host is None or origin == one.origin or self.hosts.get(origin, 0) < self.per_host:
                self.waiting.remove(entry)
                self.remove(one)
                future.set_result(self.make(origin))
                return
        if alive:
            heappush(self.idle.setdefault(one.origin, []), one)
            self.idle_count += 1
        else:
            self.remove(one)

    def close(self):
        for one in list(self.all.values()):
            self.remove(one)
        self.idle.clear()
        self.idle_count = 0

    def retire(self):
        """Those in use close when they are given back, the others now."""
        self.idle_limit = 0
        while self.drop_idle():
            pass


served = {}                 # port -> serve(link, number, request): what this very program serves meanwhile


class _Within:
    """A connection to an app of the same program: the app's task answers, no network lies between."""

    usable = True
    idle_since = 0.0
    made = 0

    def __init__(self, serve):
        self._serve = serve
        self._pieces = None

    async def opened(self, timeout):
        pass

    def send(self, *request):
        self._pieces = asyncio.Queue()
        self._serve(self, _Within.made, request)
        _Within.made += 1

    def tell(self, piece):
        """From the app: (status, reason, headers), then pieces of the body, None at the end."""
        self._pieces.put_nowait(piece)

    async def _next(self, timeout):
        try:
            return await asyncio.wait_for(self._pieces.get(), timeout)
        except TimeoutError:
            raise Failure("timeout", "") from None

    head = _next

    def rest(self):
        return None

    async def data(self, timeout):
        piece = await self._next(timeout)
        if piece is None:
            self.idle_since = now()
        return piece

    def close(self):                               # who answers goes on: uvicorn does not tell an endpoint that its caller has gone
        self.usable = False


def _connection(origin, blocking):
    serve = served.get(origin[1]) if served and origin[0] in ("127.0.0.1", "localhost", "0.0.0.0") else None
    if serve is None:
        return _network.Connection(*origin, blocking)
    if blocking:
        unsupported("a blocking request to the server of the same program", "Use an asynchronous client: a blocking one would hold the loop that is to answer it.")
    return _Within(serve)


def _given_up(pool, one, error, stage):
    if isinstance(error, Failure):
        error.stage = stage
    one.link.close()
    pool.give_back(one)


def _whole(request, parts):
    """A body that was made piece by piece goes out in one when the last piece is there."""
    method, target, headers, _ = request
    body = b"".join(parts)
    headers = [(name, value) for name, value in headers if name.lower() != "transfer-encoding"]
    return method, target, [*headers, ("Content-Length", str(len(body)))], body


async def exchange(pool, origin, request, connect_timeout, read_timeout, pool_timeout):
    """Sends `request` (method, target, headers, body) and waits for the head of the answer: (connection, status, reason, headers)."""
    one = None if pool.waiting else pool.take(origin)
    if one is None:
        one = await pool.wait(origin, pool_timeout)
    stage = "connect"
    try:
        link = one.link
        if link is None:
            link = one.link = _connection(origin, False)
            await link.opened(connect_timeout)
        stage = "read"
        if not isinstance(request[3], bytes):
            request = _whole(request, [part async for part in request[3]])
        link.send(*request)
        status, reason, headers = await link.head(read_timeout)
    except BaseException as error:
        _given_up(pool, one, error, stage)
        raise
    return one, status, reason, headers


def exchange_now(pool, origin, request, connect_timeout, read_timeout):
    """The same, holding the caller; a thread's job in real time stands still alone (park). A thread has one request at a time: it never waits
    for the pool."""
    one = pool.take(origin) or pool.make(origin)
    stage = "connect"
    try:
        link = one.link
        if link is None:
            link = one.link = _connection(origin, True)
            link.park(connect_timeout)
            link.opened_now(connect_timeout)
        stage = "read"
        if not isinstance(request[3], bytes):
            request = _whole(request, list(request[3]))
        link.send(*request)
        link.park(read_timeout)
        status, reason, headers = link.head_now(read_timeout)
    except BaseException as error:
        _given_up(pool, one, error, stage)
        raise
    return one, status, reason, headers


_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_PLAIN = re.compile(r"[\w.~-]*", re.ASCII)


def quote(text, safe="", space="%20"):
    """Percent-encoding of what is no plain letter or digit."""
    if _PLAIN.fullmatch(text):
        return text
    safe_set = _UNRESERVED | set(safe)
    out = []
    for c in text:
        if c in safe_set:
            out.append(c)
        elif c == " ":
            out.append(space)
        else:
            out.append("".join(f"%{byte:02X}" for byte in c.encode("utf-8")))
    return "".join(out)


def unquote(text):
    if "%" not in text and "+" not in text:
        return text
    out = bytearray()
    i = 0
    while i < len(text):
        c = text[i]
        if c == "%" and i + 2 < len(text) + 0 and all(d in "0123456789abcdefABCDEF" for d in text[i + 1:i + 3]) and len(text[i + 1:i + 3]) == 2:
            out.append(int(text[i + 1:i + 3], 16))
            i += 3
            continue
        out += b" " if c == "+" else c.encode("utf-8")
        i += 1
    return out.decode("utf-8", "replace")


def pairs_of(params):
    """The (name, text) pairs of a mapping or of a list of pairs; a list as value gives several."""
    items = params.items() if hasattr(params, "items") else params
    out = []
    for name, value in items:
        for one in value if isinstance(value, (list, tuple)) else (value,):
            out.append((str(name), _text(one)))
    return out


def _text(value):
    if value is True:
        return "true"
    if value is False:
        return "false"
    if value is None:
        return ""
    return str(value)


_TYPES = {"txt": "text/plain", "py": "text/x-python", "html": "text/html", "csv": "text/csv", "json": "application/json", "png": "image/png",
          "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "pdf": "application/pdf", "zip": "application/zip", "xml": "text/xml"}
_BOUNDARY = "3f6d1f1b0a8e4c7db2a95c60e7d84f12"           # a random one in the real libraries


def type_of_file(name):
    return _TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")


def multipart(fields, files, default_type=type_of_file):
    """A form with files: its body and its Content-Type. A file is what it holds, what read() gives, or (name, that[, type]);
    `default_type` tells the type by the name, None: none."""
    body = b""
    for name, value in fields:
        body += f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode("utf-8")
    for name, value in files.items() if hasattr(files, "items") else files:
        kind = None
        if isinstance(value, (tuple, list)):
            filename, content = value[:2]
            kind = value[2] if len(value) > 2 else None
        else:
            filename, content = str(getattr(value, "name", "upload")).rpartition("/")[2], value
        content = content.read() if hasattr(content, "read") else content
        content = content.encode("utf-8") if isinstance(content, str) else bytes(content)
        kind = kind or (default_type(filename or "") if default_type else None)
        shown = f'; filename="{filename}"' if filename else ""
        body += f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{shown}\r\n'.encode("utf-8")
        body += (f"Content-Type: {kind}\r\n\r\n" if kind else "\r\n").encode("utf-8") + content + b"\r\n"
    return body + f"--{_BOUNDARY}--\r\n".encode("utf-8"), f"multipart/form-data; boundary={_BOUNDARY}"


def urlencode(pairs):
    return "&".join(quote(name, space="+") + "=" + quote(value, space="+") for name, value in pairs)


def split_url(url):
    """(scheme, userinfo, host, port or None, path, query or None, fragment)."""
    scheme, found, rest = url.partition("://")
    if not found:
        scheme, rest = "", url
    rest, _, fragment = rest.partition("#")
    rest, has_query, query = rest.partition("?")
    if scheme:
        authority, slash, path = rest.partition("/")
        path = slash + path
    else:
        authority, path = "", rest
    userinfo, _, place = authority.rpartition("@")
    host, port = place, None
    if not place.endswith("]"):
        name, colon, digits = place.rpartition(":")
        if colon:
            host = name
            port = digits
    return scheme.lower(), userinfo, host.lower(), port, path, query if has_query else None, fragment


def join_path(base, path):
    """RFC 3986: `path` relative to the path `base`, with its dots resolved."""
    if not path.startswith("/"):
        path = base.rsplit("/", 1)[0] + "/" + path
    out = []
    for part in path.split("/"):
        if part == "..":
            if len(out) > 1:
                out.pop()
        elif part != ".":
            out.append(part)
    if path.endswith(("/.", "/..")):
        out.append("")
    return "/".join(out) or "/"


async def read_all(one, pool, timeout):
    """The rest of the body; the connection goes back."""
    link = one.link
    parts = link.rest()
    if parts is None:
        parts = []
        try:
            while (data := await link.data(timeout)) is not None:
                parts.append(data)
        except BaseException:
            link.close()
            pool.give_back(one)
            raise
        parts = b"".join(parts)
    pool.give_back(one)
    return parts


def next_data_now(link, timeout):
    link.park(timeout)
    return link.data_now(timeout)


def read_all_now(one, pool, timeout):
    link = one.link
    parts = []
    try:
        while (data := next_data_now(link, timeout)) is not None:
            parts.append(data)
    except BaseException:
        link.close()
        pool.give_back(one)
        raise
    pool.give_back(one)
    return b"".join(parts)
