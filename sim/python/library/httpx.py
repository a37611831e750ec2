"""httpx, simulated: the API of version 0.28 over the World's network. What is left out says so."""
import asyncio
import json as _json
import re
import sys
import types as _types

import _http
import _network
from _http import Failure, Pool, exchange, exchange_now, now, unsupported

__version__ = "0.28.1"


class HTTPError(Exception):
    def __init__(self, message):
        super().__init__(message)
        self._request = None

    @property
    def request(self):
        if self._request is None:
            raise RuntimeError("The .request property has not been set.")
        return self._request

    @request.setter
    def request(self, request):
        self._request = request


class RequestError(HTTPError):
    def __init__(self, message, *, request=None):
        super().__init__(message)
        self._request = request


class TransportError(RequestError):
    pass


class TimeoutException(TransportError):
    pass


class ConnectTimeout(TimeoutException):
    pass


class ReadTimeout(TimeoutException):
    pass


class WriteTimeout(TimeoutException):
    pass


class PoolTimeout(TimeoutException):
    pass


class NetworkError(TransportError):
    pass


class ReadError(NetworkError):
    pass


class WriteError(NetworkError):
    pass


class ConnectError(NetworkError):
    pass


class CloseError(NetworkError):
    pass


class ProxyError(TransportError):
    pass


class UnsupportedProtocol(TransportError):
    pass


class ProtocolError(TransportError):
    pass


class LocalProtocolError(ProtocolError):
    pass


class RemoteProtocolError(ProtocolError):
    pass


class DecodingError(RequestError):
    pass


class TooManyRedirects(RequestError):
    pass


class HTTPStatusError(HTTPError):
    def __init__(self, message, *, request, response):
        super().__init__(message)
        self._request = request
        self.response = response


class InvalidURL(Exception):
    def __init__(self, message):
        super().__init__(message)


class CookieConflict(Exception):
    pass


class StreamError(RuntimeError):
    pass


class StreamConsumed(StreamError):
    def __init__(self):
        super().__init__(
            "Attempted to read or stream some content, but the content has already been streamed. For requests, this could be due to passing "
            "a generator as request content, and then receiving a redirect response or a secondary request as part of an authentication flow."
            "For responses, this could be due to attempting to stream the response content more than once."
        )


class StreamClosed(StreamError):
    def __init__(self):
        super().__init__("Attempted to read or stream content, but the stream has been closed.")


class ResponseNotRead(StreamError):
    def __init__(self):
        super().__init__("Attempted to access streaming response content, without having called `read()`.")


class RequestNotRead(StreamError):
    def __init__(self):
        super().__init__("Attempted to access streaming request content, without having called `read()`.")


_TIMEOUTS = {"pool": PoolTimeout, "connect": ConnectTimeout, "read": ReadTimeout}


def _error_of(failure, request, blocking):
    """httpx's exception for what went wrong below, with the words that its backend uses."""
    kind = failure.kind
    if kind == "timeout":
        return _TIMEOUTS[failure.stage]("timed out" if blocking and failure.stage != "pool" else "", request=request)
    if kind == "refused":
        return ConnectError(failure.message if blocking else "All connection attempts failed", request=request)
    if kind in ("dns", "tls"):
        return ConnectError(failure.message, request=request)
    if kind == "malformed":
        return RemoteProtocolError(failure.message, request=request)
    return ReadError(failure.message if blocking else "", request=request)


_REASONS = {100: "Continue", 101: "Switching Protocols", 200: "OK", 201: "Created", 202: "Accepted", 203: "Non-Authoritative Information", 204: "No Content",
            205: "Reset Content", 206: "Partial Content", 300: "Multiple Choices", 301: "Moved Permanently", 302: "Found", 303: "See Other",
            304: "Not Modified", 307: "Temporary Redirect", 308: "Permanent Redirect", 400: "Bad Request", 401: "Unauthorized", 402: "Payment Required",
            403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed", 406: "Not Acceptable", 408: "Request Timeout", 409: "Conflict", 410: "Gone",
            411: "Length Required", 412: "Precondition Failed", 413: "Request Entity Too Large", 415: "Unsupported Media Type", 418: "I'm a teapot",
            422: "Unprocessable Entity", 423: "Locked", 425: "Too Early", 428: "Precondition Required", 429: "Too Many Requests",
            431: "Request Header Fields Too Large", 500: "Internal Server Error", 501: "Not Implemented", 502: "Bad Gateway", 503: "Service Unavailable",
            504: "Gateway Timeout", 505: "HTTP Version Not Supported", 507: "Insufficient Storage"}


def _reason_of(status):
    return _REASONS.get(status, "")


class codes:
    """Plain numbers by their names: codes.NOT_FOUND."""
    get_reason_phrase = staticmethod(_reason_of)
    is_informational = staticmethod(lambda value: 100 <= value <= 199)
    is_success = staticmethod(lambda value: 200 <= value <= 299)
    is_redirect = staticmethod(lambda value: 300 <= value <= 399)
    is_client_error = staticmethod(lambda value: 400 <= value <= 499)
    is_server_error = staticmethod(lambda value: 500 <= value <= 599)
    is_error = staticmethod(lambda value: 400 <= value <= 599)


for _number, _phrase in _REASONS.items():
    setattr(codes, _phrase.upper().replace(" ", "_").replace("-", "_").replace("'", ""), _number)


class _Unset:
    def __repr__(self):
        return "UNSET"


_UNSET = _Unset()
USE_CLIENT_DEFAULT = _Unset()


class Timeout:
    """Seconds, None for no limit: one number for all four kinds, or each by its name."""

    def __init__(self, timeout=_UNSET, *, connect=_UNSET, read=_UNSET, write=_UNSET, pool=_UNSET):
        if isinstance(timeout, Timeout):
            self.connect, self.read, self.write, self.pool = timeout.connect, timeout.read, timeout.write, timeout.pool
        elif isinstance(timeout, tuple):
            self.connect = timeout[0]
            self.read = timeout[1]
            self.write = None if len(timeout) < 3 else timeout[2]
            self.pool = None if len(timeout) < 4 else timeout[3]
        elif connect is not _UNSET and read is not _UNSET and write is not _UNSET and pool is not _UNSET:
            self.connect, self.read, self.write, self.pool = connect, read, write, pool
        else:
            if timeout is _UNSET:
                raise ValueError("httpx.Timeout must either include a default, or set all four parameters explicitly.")
            self.connect = timeout if connect is _UNSET else connect
            self.read = timeout if read is _UNSET else read
            self.write = timeout if write is _UNSET else write
            self.pool = timeout if pool is _UNSET else pool

    def as_dict(self):
        return {"connect": self.connect, "read": self.read, "write": self.write, "pool": self.pool}

    def __eq__(self, other):
        return isinstance(other, Timeout) and self.as_dict() == other.as_dict()

    def __repr__(self):
        if self.connect == self.read == self.write == self.pool:
            return f"Timeout(timeout={self.connect})"
        return f"Timeout(connect={self.connect}, read={self.read}, write={self.write}, pool={self.pool})"


class Limits:
    def __init__(self, *, max_connections=None, max_keepalive_connections=None, keepalive_expiry=5.0):
        self.max_connections = max_connections
        self.max_keepalive_connections = max_keepalive_connections
        self.keepalive_expiry = keepalive_expiry

    def __eq__(self, other):
        return isinstance(other, Limits) and self.__dict__ == other.__dict__

    def __repr__(self):
        return (f"Limits(max_connections={self.max_connections}, max_keepalive_connections={self.max_keepalive_connections}, "
                f"keepalive_expiry={self.keepalive_expiry})")


DEFAULT_TIMEOUT_CONFIG = Timeout(timeout=5.0)
DEFAULT_LIMITS = Limits(max_connections=100, max_keepalive_connections=20)
DEFAULT_MAX_REDIRECTS = 20


class QueryParams:
    """As httpx keeps them: the values of one name together, at the place of the first."""

    def __init__(self, *args, **kwargs):
        params = args[0] if args else kwargs
        if isinstance(params, QueryParams):
            self._lists = {name: list(values) for name, values in params._lists.items()}
            return
        self._lists = {}
        if params is None:
            return
        if isinstance(params, (str, bytes)):
            params = [map(_http.unquote, one.partition("=")[::2]) for one in (params.decode("ascii") if isinstance(params, bytes) else params).split("&")
                      if one]
        else:
            params = _http.pairs_of(params)
        for name, value in params:
            self._lists.setdefault(name, []).append(value)

    def _with(self, lists):
        out = QueryParams()
        out._lists = lists
        return out

    def merge(self, params):
        return self._with({**self._lists, **QueryParams(params)._lists})

    def set(self, key, value=None):
        return self._with({**self._lists, str(key): [_http._text(value)]})

    def add(self, key, value=None):
        return self._with({**self._lists, str(key): [*self.get_list(key), _http._text(value)]})

    def remove(self, key):
        return self._with({name: values for name, values in self._lists.items() if name != str(key)})

    def multi_items(self):
        return [(name, value) for name, values in self._lists.items() for value in values]

    def items(self):
        return {name: values[0] for name, values in self._lists.items()}.items()

    def keys(self):
        return self._lists.keys()

    def values(self):
        return {name: values[0] for name, values in self._lists.items()}.values()

    def get(self, key, default=None):
        values = self._lists.get(str(key))
        return values[0] if values else default

    def get_list(self, key):
        return list(self._lists.get(str(key), []))

    def __getitem__(self, key):
        return self._lists[key][0]

    def __contains__(self, key):
        return key in self._lists

    def __iter__(self):
        return iter(self._lists)

    def __len__(self):
        return len(self._lists)

    def __bool__(self):
        return bool(self._lists)

    def __hash__(self):
        return hash(str(self))

    def __eq__(self, other):
        return isinstance(other, QueryParams) and sorted(self.multi_items()) == sorted(other.multi_items())

    def __str__(self):
        return _http.urlencode(self.multi_items())

    def __repr__(self):
        return f"QueryParams('{self}')"


_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}
# Most URLs are plain: no user, nothing to be quoted.
_PLAIN_URL = re.compile(r"(https?)://([a-z0-9.-]+)(?::(\d{1,4}))?(/[\w/:@!$&'()*+,;=%.~-]*)?(?:\?([\w/:@!$&'()*+,;=?%.~-]*))?", re.ASCII)


class URL:
    def __init__(self, url="", **kwargs):
        if isinstance(url, URL):
            self._take(url)
        elif isinstance(url, str):
            self._parse(url)
        else:
            raise TypeError(f"Invalid type for url.  Expected str or httpx.URL, got {type(url)}: {url!r}")
        if "params" in kwargs:
            params = kwargs.pop("params")
            self.query_text = str(QueryParams(params)) if params else None
        if "query" in kwargs:
            query = kwargs.pop("query")
            self.query_text = None if query is None else query.decode("ascii")
        for name in ("scheme", "host", "path", "fragment", "port"):
            if name in kwargs:
                setattr(self, "path_text" if name == "path" else name, kwargs.pop(name))
        if kwargs:
            unsupported(f"httpx.URL({', '.join(kwargs)}=...)", "Use scheme, host, port, path, query, params or fragment.")

    def _take(self, other):
        self.scheme, self.userinfo_text, self.host, self.port = other.scheme, other.userinfo_text, other.host, other.port
        self.path_text, self.query_text, self.fragment = other.path_text, other.query_text, other.fragment

    def _parse(self, url):
        plain = _PLAIN_URL.fullmatch(url)
        if plain is not None:
            self.scheme, self.host, port, path, self.query_text = plain.groups()
            self.userinfo_text = self.fragment = ""
            self.port = None if port is None or int(port) == _PORTS[self.scheme] else int(port)
            self.path_text = path or ""
            return
        for c in url:
            if c < " " or c == "\x7f":
                raise InvalidURL(f"Invalid non-printable ASCII character in URL, {c!r} at position {url.index(c)}.")
        scheme, userinfo, host, port, path, query, fragment = _http.split_url(url)
        if port is not None and port != "":
            if not port.isdigit() or int(port) > 65535:
                raise InvalidURL(f"Invalid port: {port!r}")
            port = int(port)
        else:
            port = None
        if " " in host:
            raise InvalidURL(f"Invalid IDNA hostname: {host!r}")
        self.scheme, self.userinfo_text, self.host = scheme, userinfo, host
        self.port = None if port == _PORTS.get(scheme) else port
        self.path_text = _http.quote(path, "/:@!$&'()*+,;=%[]")
        self.query_text = None if query is None else _http.quote(query, "/:@!$&'()*+,;=?%[]")
        self.fragment = fragment

    @property
    def path(self):
        return _http.unquote((self.path_text or "/").replace("+", "%2B"))

    @property
    def query(self):
        return (self.query_text or "").encode("ascii")

    @property
    def params(self):
        return QueryParams(self.query_text or "")

    @property
    def raw_path(self):
        return self._target().encode("ascii")

    @property
    def netloc(self):
        return self._place().encode("ascii")

    @property
    def is_absolute_url(self):
        return bool(self.scheme and self.host)

    @property
    def is_relative_url(self):
        return not self.is_absolute_url

    @property
    def userinfo(self):
        return self.userinfo_text.encode("ascii")

    @property
    def username(self):
        return _http.unquote(self.userinfo_text.partition(":")[0].replace("+", "%2B"))

    @property
    def password(self):
        return _http.unquote(self.userinfo_text.partition(":")[2].replace("+", "%2B"))

    def _target(self):
        path = self.path_text or "/"
        return path if self.query_text is None else path + "?" + self.query_text

    def _place(self):
        return self.host if self.port is None else f"{self.host}:{self.port}"

    def copy_with(self, **kwargs):
        return URL(self, **kwargs)

    def copy_set_param(self, key, value=None):
        return URL(self, params=self.params.set(key, value))

    def copy_add_param(self, key, value=None):
        return URL(self, params=self.params.add(key, value))

    def copy_remove_param(self, key):
        return URL(self, params=self.params.remove(key))

    def copy_merge_params(self, params):
        return URL(self, params=self.params.merge(params))

    def _with_more_query(self, pairs):
        """For libraries that put parameters behind those of the URL, and replace none."""
        out = type(self)(self)
        out.query_text = "&".join(part for part in (self.query_text, _http.urlencode(pairs)) if part) or None
        return out

    def join(self, url):
        other = URL(url)
        if other.is_absolute_url:
            return other
        out = URL(self)
        if other.host:
            out.host, out.port = other.host, other.port
            out.path_text, out.query_text = other.path_text, other.query_text
        elif other.path_text:
            out.path_text, out.query_text = _http.join_path(self.path_text or "/", other.path_text), other.query_text
        elif other.query_text is not None:
            out.query_text = other.query_text
        out.fragment = other.fragment
        return out

    def __eq__(self, other):
        return isinstance(other, (URL, str)) and str(self) == str(URL(other))

    def __hash__(self):
        return hash(str(self))

    def __str__(self):
        return self._text(self.userinfo_text)

    def __repr__(self):
        user, colon, _ = self.userinfo_text.partition(":")
        return f"URL('{self._text(user + ':[secure]' if colon else user)}')"

    def _text(self, userinfo):
        user = userinfo + "@" if userinfo else ""
        start = f"{self.scheme}://" if self.scheme else ""
        query = "" if self.query_text is None else "?" + self.query_text
        end = "#" + self.fragment if self.fragment else ""
        return f"{start}{user}{self._place()}{self.path_text}{query}{end}"


class Headers:
    """Names in any case; several values of one name are joined when asked for."""

    def __init__(self, headers=None, encoding=None):
        self.encoding = encoding or "ascii"
        if headers is None:
            self._list = []
        elif isinstance(headers, Headers):
            self._list = list(headers._list)
        else:
            items = headers.items() if hasattr(headers, "items") else headers
            self._list = []
            for name, value in items:
                name, value = _header_text(name), _header_text(value)
                self._list.append((name.lower(), value, name))

    @property
    def raw(self):
        return [(name.encode("ascii"), value.encode("latin-1")) for _, value, name in self._list]

    def keys(self):
        return {key: None for key, _, _ in self._list}.keys()

    def values(self):
        return dict(self.items()).values()

    def items(self):
        out = {}
        for key, value, _ in self._list:
            out[key] = f"{out[key]}, {value}" if key in out else value
        return out.items()

    def multi_items(self):
        return [(key, value) for key, value, _ in self._list]

    def get(self, key, default=None):
        key = key.lower()
        found = None
        for name, value, _ in self._list:
            if name == key:
                found = value if found is None else f"{found}, {value}"
        return default if found is None else found

    def get_list(self, key, split_commas=False):
        values = [value for name, value, _ in self._list if name == key.lower()]
        return [part.strip() for value in values for part in value.split(",")] if split_commas else values

    def update(self, headers=None):
        for key, value, name in Headers(headers)._list:
            self[name] = value

    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]

    def pop(self, key, *default):
        if key not in self and default:
            return default[0]
        value = self[key]
        del self[key]
        return value

    def copy(self):
        return Headers(self)

    def __getitem__(self, key):
        found = self.get(key)
        if found is None:
            raise KeyError(key)
        return found

    def __setitem__(self, key, value):
        lower = key.lower()
        places = [i for i, entry in enumerate(self._list) if entry[0] == lower]
        for i in reversed(places[1:]):
            del self._list[i]
        if places:
            self._list[places[0]] = (lower, _header_text(value), key)
        else:
            self._list.append((lower, _header_text(value), key))

    def __delitem__(self, key):
        lower = key.lower()
        rest = [entry for entry in self._list if entry[0] != lower]
        if len(rest) == len(self._list):
            raise KeyError(key)
        self._list = rest

    def __contains__(self, key):
        lower = key.lower()
        for entry in self._list:
            if entry[0] == lower:
                return True
        return False

    def __iter__(self):
        return iter(self.keys())

    def __len__(self):
        return len(self._list)

    def __eq__(self, other):
        try:
            other = Headers(other)
        except (TypeError, ValueError):
            return False
        return sorted(self.multi_items()) == sorted(other.multi_items())

    def __repr__(self):
        hidden = ("authorization", "proxy-authorization")
        pairs = [(key, "[secure]" if key in hidden else value) for key, value in self.multi_items()]
        as_dict = dict(pairs)
        shown = as_dict if len(as_dict) == len(pairs) else pairs
        return f"Headers({shown!r})"


def _header_text(value):
    if isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return value.decode("latin-1")
    raise TypeError(f"Header value must be str or bytes, not {type(value)}")


def _cookies_set_by(headers):
    """Those of an answer; where and how long they hold is not kept."""
    out = {}
    for value in headers.get_list("set-cookie"):
        name, _, rest = value.partition("=")
        out[name.strip()] = rest.split(";")[0].strip()
    return out


class Cookies(dict):
    def set(self, name, value, domain="", path="/"):
        self[name] = value

    def delete(self, name, domain=None, path=None):
        del self[name]


def _encode(content, data, files, json):
    """The body and the headers that say what it is."""
    if files:
        body, kind = _http.multipart(_http.pairs_of(data or {}), files)
        return body, [("Content-Length", str(len(body))), ("Content-Type", kind)]
    if content is not None:
        if isinstance(content, str):
            body = content.encode("utf-8")
            return body, [("Content-Length", str(len(body))), ("Content-Type", "text/plain; charset=utf-8")] if body else []
        if isinstance(content, (bytes, bytearray)):
            return bytes(content), [("Content-Length", str(len(content)))] if content else []
        if hasattr(content, "__aiter__") or hasattr(content, "__iter__"):
            return content, [("Transfer-Encoding", "chunked")]
        raise TypeError(f"Unexpected type for 'content', {type(content)!r}")
    if json is not None:
        body = _json.dumps(json, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode("utf-8")
        return body, [("Content-Length", str(len(body))), ("Content-Type", "application/json")]
    if data:
        if isinstance(data, (str, bytes)):
            return _encode(data, None, None, None)
        body = _http.urlencode(_http.pairs_of(data)).encode("ascii")
        return body, [("Content-Length", str(len(body))), ("Content-Type", "application/x-www-form-urlencoded")]
    return b"", None


class Request:
    def __init__(self, method, url, *, params=None, headers=None, cookies=None, content=None, data=None, files=None, json=None,
                 stream=None, extensions=None):
        self.method = method.upper()
        self.url = URL(url) if params is None else URL(url, params=params)
        self.headers = Headers(headers)
        self.extensions = {} if extensions is None else extensions
        self._content, more = _encode(content, data, files, json)
        if more is None:
            more = [("Content-Length", "0")] if self.method in ("POST", "PUT", "PATCH") else []
        own = self.headers._list
        for name, value in more:
            if name not in self.headers:
                own.append((name.lower(), value, name))
        if "host" not in self.headers:
            own.insert(0, ("host", self.url._place(), "Host"))
        if cookies:
            own.append(("cookie", "; ".join(f"{name}={value}" for name, value in cookies.items()), "Cookie"))

    @property
    def content(self):
        if not isinstance(self._content, bytes):
            raise RequestNotRead()
        return self._content

    def read(self):
        if not isinstance(self._content, bytes):
            self._content = b"".join(self._content)
        return self._content

    async def aread(self):
        if not isinstance(self._content, bytes):
            self._content = b"".join([part async for part in self._content])
        return self._content

    def _wire(self):
        return self.method, self.url._target(), [(name, value) for _, value, name in self.headers._list], self._content

    def _origin(self):
        url = self.url
        if url.scheme not in ("http", "https"):
            if not url.scheme:
                raise UnsupportedProtocol("Request URL is missing an 'http://' or 'https://' protocol.", request=self)
            raise UnsupportedProtocol(f"Request URL has an unsupported protocol '{url.scheme}://'.", request=self)
        if not url.host:
            raise UnsupportedProtocol("Request URL is missing an 'http://' or 'https://' protocol.", request=self)
        return url.host, url.port or _PORTS[url.scheme], url.scheme == "https"

    def __repr__(self):
        return f"<Request({self.method!r}, {str(self.url)!r})>"


class Response:
    is_closed = False
    is_stream_consumed = False
    next_request = None
    _reason = None
    _elapsed = None
    _content = None
    _one = None                 # the connection that the body still comes over
    _pool = None
    _read_timeout = None
    _began = 0.0
    _downloaded = 0
    _encoding = None
    _blocking = True

    def __init__(self, status_code, *, headers=None, content=None, text=None, html=None, json=None, stream=None, request=None,
                 extensions=None, history=None, default_encoding="utf-8"):
        self.status_code = status_code
        self.headers = Headers(headers)
        self.extensions = {} if extensions is None else extensions
        self.history = [] if history is None else list(history)
        self.default_encoding = default_encoding
        self._request = request
        if stream is None:
            self._fill(content, text, html, json)

    def _fill(self, content, text, html, json):
        kind = None
        if json is not None:
            content, kind = _json.dumps(json, ensure_ascii=False, separators=(",", ":")).encode("utf-8"), "application/json"
        elif text is not None:
            content, kind = text.encode("utf-8"), "text/plain; charset=utf-8"
        elif html is not None:
            content, kind = html.encode("utf-8"), "text/html; charset=utf-8"
        elif isinstance(content, str):
            content, kind = content.encode("utf-8"), "text/plain; charset=utf-8"
        self._content = content or b""
        if kind and "content-type" not in self.headers:
            self.headers["Content-Type"] = kind
        if content is not None and "content-length" not in self.headers:
            self.headers["Content-Length"] = str(len(self._content))
        self.is_closed = True
        self.is_stream_consumed = True

    # ---- what people read
    @property
    def request(self):
        if self._request is None:
            raise RuntimeError("The request instance has not been set on this response.")
        return self._request

    @request.setter
    def request(self, request):
        self._request = request

    @property
    def url(self):
        return self.request.url

    @property
    def http_version(self):
        return "HTTP/1.1"

    @property
    def reason_phrase(self):
        return _reason_of(self.status_code) if self._reason is None else self._reason

    @property
    def elapsed(self):
        if self._elapsed is None:
            raise RuntimeError("'.elapsed' may only be accessed after the response has been read or closed.")
        import datetime                # few ask, and reading it would take a third of the time that httpx does

        return datetime.timedelta(seconds=self._elapsed)

    @elapsed.setter
    def elapsed(self, elapsed):
        self._elapsed = elapsed.total_seconds()

    @property
    def num_bytes_downloaded(self):
        return self._downloaded

    @property
    def content(self):
        if self._content is None:
            raise ResponseNotRead()
        return self._content

    @property
    def charset_encoding(self):
        for part in self.headers.get("content-type", "").split(";")[1:]:
            name, _, value = part.strip().partition("=")
            if name.lower() == "charset":
                return value.strip("\"'")
        return None

    @property
    def encoding(self):
        return self._encoding or self.charset_encoding or self.default_encoding

    @encoding.setter
    def encoding(self, value):
        self._encoding = value

    @property
    def text(self):
        try:
            return self.content.decode(self.encoding, "replace")
        except LookupError:
            return self.content.decode("utf-8", "replace")

    def json(self, **kwargs):
        return _json.loads(self.content, **kwargs)

    @property
    def cookies(self):
        return Cookies(_cookies_set_by(self.headers))

    @property
    def is_informational(self):
        return 100 <= self.status_code <= 199

    @property
    def is_success(self):
        return 200 <= self.status_code <= 299

    @property
    def is_redirect(self):
        return 300 <= self.status_code <= 399

    @property
    def is_client_error(self):
        return 400 <= self.status_code <= 499

    @property
    def is_server_error(self):
        return 500 <= self.status_code <= 599

    @property
    def is_error(self):
        return 400 <= self.status_code <= 599

    @property
    def has_redirect_location(self):
        return self.status_code in (301, 302, 303, 307, 308) and "Location" in self.headers

    def raise_for_status(self):
        request = self._request
        if request is None:
            raise RuntimeError("Cannot call `raise_for_status` as the request instance has not been set on this response.")
        if self.is_success:
            return self
        kind = {1: "Informational response", 3: "Redirect response", 4: "Client error", 5: "Server error"}.get(self.status_code // 100,
                                                                                                             "Invalid status code")
        message = f"{kind} '{self.status_code} {self.reason_phrase}' for url '{self.url}'\n"
        if self.has_redirect_location:
            message += f"Redirect location: '{self.headers['location']}'\n"
        message += f"For more information check: https://developer.mozilla.org/en-US/docs/Web/HTTP/Status/{self.status_code}"
        raise HTTPStatusError(message, request=request, response=self)

    def __repr__(self):
        return f"<Response [{self.status_code} {self.reason_phrase}]>"

    # ---- the body as it comes
    def _begin_stream(self):
        if self.is_stream_consumed:
            raise StreamConsumed()
        if self.is_closed:
            raise StreamClosed()
        self.is_stream_consumed = True

    def _over(self, alive):
        self.is_closed = True
        self._elapsed = now() - self._began
        if self._one is not None:
            one, self._one = self._one, None
            if not alive:
                one.link.close()
            self._pool.give_back(one)

    async def aread(self):
        if self._content is None:
            self._begin_stream()
            one, self._one = self._one, None
            try:
                self._content = await _http.read_all(one, self._pool, self._read_timeout)
            except Failure as failure:
                raise _error_of(failure, self._request, False) from None
            self._downloaded = len(self._content)
            self._over(True)
        return self._content

    def read(self):
        if self._content is None:
            if self._one is not None and not self._blocking:
                raise RuntimeError("Attempted to call a sync iterator on an async stream.")
            self._begin_stream()
            one, self._one = self._one, None
            try:
                self._content = _http.read_all_now(one, self._pool, self._read_timeout)
            except Failure as failure:
                raise _error_of(failure, self._request, True) from None
            self._downloaded = len(self._content)
            self._over(True)
        return self._content

    async def aclose(self):
        if not self.is_closed:
            self._over(False)

    def close(self):
        if not self.is_closed:
            self._over(False)

    async def aiter_raw(self, chunk_size=None):
        if self._content is not None:
            for piece in _pieces(self._content, chunk_size):
                yield piece
            return
        self._begin_stream()
        kept = b""
        alive = False
        try:
            link = self._one.link
            while (data := await link.data(self._read_timeout)) is not None:
                self._downloaded += len(data)
                if chunk_size is None:
                    yield data
                    continue
                kept += data
                while len(kept) >= chunk_size:
                    yield kept[:chunk_size]
                    kept = kept[chunk_size:]
            alive = True
            if kept:
                yield kept
        except Failure as failure:
            raise _error_of(failure, self._request, False) from None
        finally:
            if not self.is_closed:
                self._over(alive)

    aiter_bytes = aiter_raw

    async def aiter_text(self, chunk_size=None):
        decoder = _Decoder(self.encoding)
        async for data in self.aiter_raw(chunk_size):
            text = decoder.more(data)
            if text:
                yield text
        text = decoder.end()
        if text:
            yield text

    async def aiter_lines(self):
        lines = _Lines()
        async for text in self.aiter_text():
            for line in lines.more(text):
                yield line
        for line in lines.end():
            yield line

    def iter_raw(self, chunk_size=None):
        if self._content is not None:
            yield from _pieces(self._content, chunk_size)
            return
        if not self._blocking:
            raise RuntimeError("Attempted to call a sync iterator on an async stream.")
        self._begin_stream()
        kept = b""
        alive = False
        try:
            link = self._one.link
            while (data := _http.next_data_now(link, self._read_timeout)) is not None:
                self._downloaded += len(data)
                if chunk_size is None:
                    yield data
                    continue
                kept += data
                while len(kept) >= chunk_size:
                    yield kept[:chunk_size]
                    kept = kept[chunk_size:]
            alive = True
            if kept:
                yield kept
        except Failure as failure:
            raise _error_of(failure, self._request, True) from None
        finally:
            if not self.is_closed:
                self._over(alive)

    iter_bytes = iter_raw

    def iter_text(self, chunk_size=None):
        decoder = _Decoder(self.encoding)
        for data in self.iter_raw(chunk_size):
            text = decoder.more(data)
            if text:
                yield text
        text = decoder.end()
        if text:
            yield text

    def iter_lines(self):
        lines = _Lines()
        for text in self.iter_text():
            yield from lines.more(text)
        yield from lines.end()


def _pieces(content, chunk_size):
    size = len(content) if chunk_size is None else chunk_size
    for i in range(0, len(content), max(size, 1)):
        yield content[i:i + size]


class _Decoder:
    """Text of bytes that may be cut inside a character."""

    def __init__(self, encoding):
        self.encoding = encoding
        self.kept = b""

    def more(self, data):
        data = self.kept + data
        cut = len(data)
        for back in range(1, min(4, len(data)) + 1):
            byte = data[-back]
            if byte < 0x80:
                break
            if byte >= 0xC0:
                needed = 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
                if needed > back:
                    cut = len(data) - back
                break
        self.kept = data[cut:]
        return data[:cut].decode(self.encoding, "replace")

    def end(self):
        rest, self.kept = self.kept, b""
        return rest.decode(self.encoding, "replace")


class _Lines:
    def __init__(self):
        self.kept = ""

    def more(self, text):
        parts = (self.kept + text).split("\n")
        self.kept = parts.pop()
        return [part[:-1] if part.endswith("\r") else part for part in parts]

    def end(self):
        rest, self.kept = self.kept, ""
        return [rest] if rest else []


class Auth:
    """auth_flow() is a generator: it yields requests, is sent their responses, and what comes last is the answer."""
    requires_request_body = requires_response_body = False

    def auth_flow(self, request):
        yield request

    def sync_auth_flow(self, request):
        flow = self.auth_flow(request)
        request = next(flow)
        while True:
            response = yield request
            if self.requires_response_body:
                response.read()
            try:
                request = flow.send(response)
            except StopIteration:
                return

    async def async_auth_flow(self, request):
        flow = self.auth_flow(request)
        request = next(flow)
        while True:
            response = yield request
            if self.requires_response_body:
                await response.aread()
            try:
                request = flow.send(response)
            except StopIteration:
                return


class _FunctionAuth(Auth):
    def __init__(self, function):
        self._function = function

    def auth_flow(self, request):
        yield self._function(request)


class BasicAuth(Auth):
    def __init__(self, username, password):
        import base64

        token = base64.b64encode(f"{username}:{password}".encode("utf-8")).decode("ascii")
        self._header = "Basic " + token

    def auth_flow(self, request):
        request.headers["Authorization"] = self._header
        yield request


class AsyncBaseTransport:
    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc_info):
        await self.aclose()

    async def aclose(self):
        pass


class BaseTransport:
    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()

    def close(self):
        pass


class AsyncHTTPTransport(AsyncBaseTransport):
    def __init__(self, verify=True, cert=None, trust_env=True, http1=True, http2=False, limits=DEFAULT_LIMITS, proxy=None, uds=None,
                 local_address=None, retries=0, socket_options=None):
        if proxy is not None:
            unsupported("an httpx proxy", "Leave proxy= out: the simulated network has none.")
        self._pool = Pool(limits.max_connections, limits.max_keepalive_connections, limits.keepalive_expiry)
        self._retries = retries

    async def handle_async_request(self, request):
        if not (isinstance(request._content, bytes) or hasattr(request._content, "__aiter__")):
            raise RuntimeError("Attempted to send an sync request with an AsyncClient instance.")
        origin = request._origin()
        timeout = request.extensions.get("timeout", {})
        began = now()
        attempt = 0
        while True:
            try:
                one, status, reason, headers = await exchange(self._pool, origin, request._wire(), timeout.get("connect"), timeout.get("read"),
                                                              timeout.get("pool"))
                break
            except Failure as failure:
                if failure.stage != "connect" or attempt >= self._retries:
                    raise _error_of(failure, request, False) from None
            attempt += 1
            if attempt > 1:
                await asyncio.sleep(0.5 * 2 ** (attempt - 2))
        return _streaming(self._pool, one, status, reason, headers, request, timeout.get("read"), began, False)

    async def aclose(self):
        self._pool.close()


class HTTPTransport(BaseTransport):
    def __init__(self, verify=True, cert=None, trust_env=True, http1=True, http2=False, limits=DEFAULT_LIMITS, proxy=None, uds=None,
                 local_address=None, retries=0, socket_options=None):
        if proxy is not None:
            unsupported("an httpx proxy", "Leave proxy= out: the simulated network has none.")
        self._pool = Pool(limits.max_connections, limits.max_keepalive_connections, limits.keepalive_expiry)
        self._retries = retries

    def handle_request(self, request):
        if hasattr(request._content, "__aiter__"):
            raise RuntimeError("Attempted to send an async request with a sync Client instance.")
        origin = request._origin()
        timeout = request.extensions.get("timeout", {})
        began = now()
        attempt = 0
        while True:
            try:
                one, status, reason, headers = exchange_now(self._pool, origin, request._wire(), timeout.get("connect"), timeout.get("read"))
                break
            except Failure as failure:
                if failure.stage != "connect" or attempt >= self._retries:
                    raise _error_of(failure, request, True) from None
            attempt += 1
            if attempt > 1:
                _network.hold(0.5 * 2 ** (attempt - 2), "waiting to connect again")
        return _streaming(self._pool, one, status, reason, headers, request, timeout.get("read"), began, True)

    def close(self):
        self._pool.close()


def _streaming(pool, one, status, reason, headers, request, read_timeout, began, blocking):
    response = Response(status, stream=one, request=request)
    response.headers._list = [(name.lower(), value, name) for name, value in headers]
    response._reason = reason
    response._one = one
    response._pool = pool
    response._read_timeout = read_timeout
    response._began = began
    response._blocking = blocking
    return response


class MockTransport(AsyncBaseTransport, BaseTransport):
    def __init__(self, handler):
        self.handler = handler

    def handle_request(self, request):
        response = self.handler(request)
        if not isinstance(response, Response):
            raise TypeError("Cannot use an async handler in a sync Client")
        return response

    async def handle_async_request(self, request):
        response = self.handler(request)
        if not isinstance(response, Response):
            response = await response
        return response


class ASGITransport(AsyncBaseTransport):
    """The answers of a FastAPI app in the same program, without a network between."""

    def __init__(self, app, raise_app_exceptions=True, root_path="", client=("127.0.0.1", 123)):
        self.app = app
        self.raise_app_exceptions = raise_app_exceptions

    async def handle_async_request(self, request):
        status, headers, chunks = await self.app._answer(request.method, request.url._target(), request.headers.multi_items(), await request.aread(),
                                                         self.raise_app_exceptions)
        body = b""
        async for chunk in chunks:
            body += chunk
        return Response(status, headers=headers, content=body)


def _log(request, response):
    logging = sys.modules.get("logging")           # who has not asked for it shows nothing
    if logging is not None:
        logging.getLogger("httpx").info('HTTP Request: %s %s "%s %d %s"', request.method, request.url, response.http_version, response.status_code,
                                        response.reason_phrase)


class _BaseClient:
    def __init__(self, *, auth=None, params=None, headers=None, cookies=None, verify=True, cert=None, http1=True, http2=False, proxy=None,
                 mounts=None, timeout=DEFAULT_TIMEOUT_CONFIG, follow_redirects=False, limits=DEFAULT_LIMITS, max_redirects=DEFAULT_MAX_REDIRECTS,
                 event_hooks=None, base_url="", transport=None, trust_env=True, default_encoding="utf-8"):
        if http2:
            raise ImportError("Using http2=True, but the 'h2' package is not installed. Make sure to install httpx using `pip install httpx[http2]`.")
        if proxy is not None or mounts is not None:
            unsupported("an httpx client with proxy= or mounts=", "Leave it out: the simulated network has no proxies.")
        self.base_url = self._with_slash(URL(base_url))
        self.auth = self._auth_of(auth)
        self.params = QueryParams(params)
        self.cookies = Cookies(cookies or {})
        self.timeout = Timeout(timeout)
        self.follow_redirects = follow_redirects
        self.max_redirects = max_redirects
        self.event_hooks = {"request": [], "response": []}
        for name, hooks in (event_hooks or {}).items():
            self.event_hooks[name] = list(hooks)
        self.trust_env = trust_env
        self._headers = Headers({"Accept": "*/*", "Accept-Encoding": "gzip, deflate", "Connection": "keep-alive",
                                 "User-Agent": f"python-httpx/{__version__}"})
        self._headers.update(headers)
        self._transport = transport if transport is not None else self._make_transport(limits, verify)
        self._state = "unopened"

    @property
    def headers(self):
        return self._headers

    @headers.setter
    def headers(self, headers):
        self._headers = Headers(headers)

    @property
    def is_closed(self):
        return self._state == "closed"

    @staticmethod
    def _with_slash(url):
        if url.path_text and not url.path_text.endswith("/"):   # without a path it is a / already
            url.path_text += "/"
        return url

    @staticmethod
    def _auth_of(auth):
        if auth is None or auth is USE_CLIENT_DEFAULT:
            return None
        if isinstance(auth, tuple):
            return BasicAuth(*auth)
        if isinstance(auth, Auth):
            return auth
        if callable(auth):
            return _FunctionAuth(auth)
        raise TypeError(f'Invalid "auth" argument: {auth!r}')

    def _merge_url(self, url):
        url = URL(url)
        base = self.base_url
        if url.is_relative_url and base.host:
            merged = URL(base)
            merged.path_text = (base.path_text or "/") + url.path_text.lstrip("/")
            merged.query_text = url.query_text
            return merged
        return url

    def build_request(self, method, url, *, content=None, data=None, files=None, json=None, params=None, headers=None, cookies=None,
                      timeout=USE_CLIENT_DEFAULT, extensions=None):
        if headers is None:
            merged = self._headers
        else:
            merged = Headers(self._headers)
            merged.update(headers)
        if params is not None or self.params:
            params = self.params.merge(params)
        else:
            params = None
        if cookies or self.cookies:
            cookies = {**self.cookies, **(cookies or {})}
        request = Request(method, self._merge_url(url), params=params, headers=merged, cookies=cookies, content=content, data=data, files=files,
                          json=json, extensions=extensions)
        if "timeout" not in request.extensions:
            timeout = self.timeout if timeout is USE_CLIENT_DEFAULT else timeout if isinstance(timeout, Timeout) else Timeout(timeout)
            request.extensions = {**request.extensions, "timeout": timeout.as_dict()}
        return request

    def _check_open(self):
        if self._state == "closed":
            raise RuntimeError("Cannot send a request, as the client has been closed.")
        self._state = "opened"

    def _enter(self):
        if self._state != "unopened":
            raise RuntimeError({"opened": "Cannot open a client instance more than once.",
                                "closed": "Cannot reopen a client instance, once it has been closed."}[self._state])
        self._state = "opened"
        return self

    def _auth_for(self, request, auth):
        auth = self.auth if auth is USE_CLIENT_DEFAULT else self._auth_of(auth)
        if auth is None and request.url.userinfo_text:
            auth = BasicAuth(request.url.username, request.url.password)
        return auth

    def _keep_cookies(self, response):
        if "set-cookie" in response.headers:
            self.cookies.update(response.cookies)

    def _redirected(self, request, response):
        url = URL(response.headers["location"])
        url = request.url.join(url)
        method = request.method
        if (response.status_code == 303 and method != "HEAD") or (response.status_code == 302 and method != "HEAD") or \
                (response.status_code == 301 and method == "POST"):
            method = "GET"
        headers = Headers(request.headers)
        headers["Host"] = url._place()
        headers.pop("Cookie", None)
        if url.host != request.url.host:
            headers.pop("Authorization", None)
        content = request.content
        if method != request.method and method == "GET":
            content = b""
            for name in ("Content-Length", "Content-Type", "Transfer-Encoding"):
                headers.pop(name, None)
        return Request(method, url, headers=headers, cookies=self.cookies, content=content or None, extensions=request.extensions)


def _with_own_init(cls):
    """httpx's two clients have an __init__ each, and what is wrong with its arguments names it."""
    base = _BaseClient.__init__
    cls.__init__ = _types.FunctionType(base.__code__, globals(), "__init__")
    cls.__init__.__kwdefaults__ = base.__kwdefaults__
    cls.__init__.__qualname__ = f"{cls.__name__}.__init__"
    return cls


@_with_own_init
class AsyncClient(_BaseClient):
    def _make_transport(self, limits, verify):
        return AsyncHTTPTransport(limits=limits, verify=verify)

    async def __aenter__(self):
        return self._enter()

    async def __aexit__(self, exc_type=None, exc_value=None, traceback=None):
        await self.aclose()

    async def aclose(self):
        if self._state != "closed":
            self._state = "closed"
            await self._transport.aclose()

    async def request(self, method, url, *, content=None, data=None, files=None, json=None, params=None, headers=None, cookies=None,
                      auth=USE_CLIENT_DEFAULT, follow_redirects=USE_CLIENT_DEFAULT, timeout=USE_CLIENT_DEFAULT, extensions=None):
        request = self.build_request(method, url, content=content, data=data, files=files, json=json, params=params, headers=headers,
                                     cookies=cookies, timeout=timeout, extensions=extensions)
        return await self.send(request, auth=auth, follow_redirects=follow_redirects)

    async def send(self, request, *, stream=False, auth=USE_CLIENT_DEFAULT, follow_redirects=USE_CLIENT_DEFAULT):
        self._check_open()
        follow = self.follow_redirects if follow_redirects is USE_CLIENT_DEFAULT else follow_redirects
        auth = self._auth_for(request, auth)
        history = []
        if auth is None:
            response = await self._send_following(request, follow, history)
        else:
            response = await self._send_authorized(request, auth, follow, history)
        if not stream:
            try:
                await response.aread()
            except BaseException:
                await response.aclose()
                raise
        return response

    async def _send_authorized(self, request, auth, follow, history):
        flow = auth.async_auth_flow(request)
        try:
            request = await anext(flow)
            while True:
                response = await self._send_following(request, follow, history)
                try:
                    request = await flow.asend(response)
                except StopAsyncIteration:
                    return response
                response.history = list(history)
                await response.aread()
                history.append(response)
        finally:
            await flow.aclose()

    async def _send_following(self, request, follow, history):
        hooks = self.event_hooks
        while True:
            if len(history) > self.max_redirects:
                raise TooManyRedirects("Exceeded maximum allowed redirects.", request=request)
            for hook in hooks["request"]:
                await hook(request)
            response = await self._transport.handle_async_request(request)
            response._request = request
            _log(request, response)
            self._keep_cookies(response)
            try:
                for hook in hooks["response"]:
                    await hook(response)
                response.history = list(history)
                if response.has_redirect_location:
                    next_request = self._redirected(request, response)
                    if follow:
                        await response.aread()
                        history.append(response)
                        request = next_request
                        continue
                    response.next_request = next_request
                return response
            except BaseException:
                await response.aclose()
                raise

    def stream(self, method, url, *, content=None, data=None, files=None, json=None, params=None, headers=None, cookies=None,
               auth=USE_CLIENT_DEFAULT, follow_redirects=USE_CLIENT_DEFAULT, timeout=USE_CLIENT_DEFAULT, extensions=None):
        def build():
            return self.build_request(method, url, content=content, data=data, files=files, json=json, params=params, headers=headers,
                                      cookies=cookies, timeout=timeout, extensions=extensions)
        return _AsyncStream(self, build, auth, follow_redirects)

    async def get(self, url, *, params=None, headers=None, cookies=None, auth=USE_CLIENT_DEFAULT, follow_redirects=USE_CLIENT_DEFAULT,
                  timeout=USE_CLIENT_DEFAULT, extensions=None):
        return await self.request("GET", url, params=params, headers=headers, cookies=cookies, auth=auth, follow_redirects=follow_redirects,
                                  timeout=timeout, extensions=extensions)

    async def options(self, url, **kwargs):
        return await self.request("OPTIONS", url, **kwargs)

    async def head(self, url, **kwargs):
        return await self.request("HEAD", url, **kwargs)

    async def post(self, url, *, content=None, data=None, files=None, json=None, params=None, headers=None, cookies=None,
                   auth=USE_CLIENT_DEFAULT, follow_redirects=USE_CLIENT_DEFAULT, timeout=USE_CLIENT_DEFAULT, extensions=None):
        return await self.request("POST", url, content=content, data=data, files=files, json=json, params=params, headers=headers,
                                  cookies=cookies, auth=auth, follow_redirects=follow_redirects, timeout=timeout, extensions=extensions)

    async def put(self, url, **kwargs):
        return await self.request("PUT", url, **kwargs)

    async def patch(self, url, **kwargs):
        return await self.request("PATCH", url, **kwargs)

    async def delete(self, url, **kwargs):
        return await self.request("DELETE", url, **kwargs)


class _AsyncStream:
    def __init__(self, client, build, auth, follow_redirects):
        self.client, self.build, self.auth, self.follow = client, build, auth, follow_redirects
        self.response = None

    async def __aenter__(self):
        self.response = await self.client.send(self.build(), stream=True, auth=self.auth, follow_redirects=self.follow)
        return self.response

    async def __aexit__(self, exc_type, exc_value, traceback):
        await self.response.aclose()


@_with_own_init
class Client(_BaseClient):
    def _make_transport(self, limits, verify):
        return HTTPTransport(limits=limits, verify=verify)

    def __enter__(self):
        return self._enter()

    def __exit__(self, exc_type=None, exc_value=None, traceback=None):
        self.close()

    def close(self):
        if self._state != "closed":
            self._state = "closed"
            self._transport.close()

    def request(self, method, url, *, content=None, data=None, files=None, json=None, params=None, headers=None, cookies=None,
                auth=USE_CLIENT_DEFAULT, follow_redirects=USE_CLIENT_DEFAULT, timeout=USE_CLIENT_DEFAULT, extensions=None):
        request = self.build_request(method, url, content=content, data=data, files=files, json=json, params=params, headers=headers,
                                     cookies=cookies, timeout=timeout, extensions=extensions)
        return self.send(request, auth=auth, follow_redirects=follow_redirects)

    def send(self, request, *, stream=False, auth=USE_CLIENT_DEFAULT, follow_redirects=USE_CLIENT_DEFAULT):
        self._check_open()
        follow = self.follow_redirects if follow_redirects is USE_CLIENT_DEFAULT else follow_redirects
        auth = self._auth_for(request, auth)
        history = []
        if auth is None:
            response = self._send_following(request, follow, history)
        else:
            response = self._send_authorized(request, auth, follow, history)
        if not stream:
            try:
                response.read()
            except BaseException:
                response.close()
                raise
        return response

    def _send_authorized(self, request, auth, follow, history):
        flow = auth.sync_auth_flow(request)
        try:
            request = next(flow)
            while True:
                response = self._send_following(request, follow, history)
                try:
                    request = flow.send(response)
                except StopIteration:
                    return response
                response.history = list(history)
                response.read()
                history.append(response)
        finally:
            flow.close()

    def _send_following(self, request, follow, history):
        while True:
            if len(history) > self.max_redirects:
                raise TooManyRedirects("Exceeded maximum allowed redirects.", request=request)
            for hook in self.event_hooks["request"]:
                hook(request)
            response = self._transport.handle_request(request)
            response._request = request
            _log(request, response)
            self._keep_cookies(response)
            try:
                for hook in self.event_hooks["response"]:
                    hook(response)
                response.history = list(history)
                if response.has_redirect_location:
                    next_request = self._redirected(request, response)
                    if follow:
                        response.read()
                        history.append(response)
                        request = next_request
                        continue
                    response.next_request = next_request
                return response
            except BaseException:
                response.close()
                raise

    def stream(self, method, url, *, content=None, data=None, files=None, json=None, params=None, headers=None, cookies=None,
               auth=USE_CLIENT_DEFAULT, follow_redirects=USE_CLIENT_DEFAULT, timeout=USE_CLIENT_DEFAULT, extensions=None):
        def build():
            return self.build_request(method, url, content=content, data=data, files=files, json=json, params=params, headers=headers,
                                      cookies=cookies, timeout=timeout, extensions=extensions)
        return _Stream(self, build, auth, follow_redirects)

    def get(self, url, **kwargs):
        return self.request("GET", url, **kwargs)

    def options(self, url, **kwargs):
        return self.request("OPTIONS", url, **kwargs)

    def head(self, url, **kwargs):
        return self.request("HEAD", url, **kwargs)

    def post(self, url, **kwargs):
        return self.request("POST", url, **kwargs)

    def put(self, url, **kwargs):
        return self.request("PUT", url, **kwargs)

    def patch(self, url, **kwargs):
        return self.request("PATCH", url, **kwargs)

    def delete(self, url, **kwargs):
        return self.request("DELETE", url, **kwargs)


class _Stream:
    def __init__(self, client, build, auth, follow_redirects):
        self.client, self.build, self.auth, self.follow = client, build, auth, follow_redirects
        self.response = None

    def __enter__(self):
        self.response = self.client.send(self.build(), stream=True, auth=self.auth, follow_redirects=self.follow)
        return self.response

    def __exit__(self, exc_type, exc_value, traceback):
        self.response.close()


def request(method, url, *, params=None, content=None, data=None, files=None, json=None, headers=None, cookies=None, auth=None, proxy=None,
            timeout=DEFAULT_TIMEOUT_CONFIG, follow_redirects=False, verify=True, trust_env=True):
    with Client(cookies=cookies, proxy=proxy, verify=verify, timeout=timeout, trust_env=trust_env) as client:
        return client.request(method, url, content=content, data=data, files=files, json=json, params=params, headers=headers,
                              auth=auth, follow_redirects=follow_redirects)


def get(url, **kwargs):
    return request("GET", url, **kwargs)


def options(url, **kwargs):
    return request("OPTIONS", url, **kwargs)


def head(url, **kwargs):
    return request("HEAD", url, **kwargs)


def post(url, **kwargs):
    return request("POST", url, **kwargs)


def put(url, **kwargs):
    return request("PUT", url, **kwargs)


def patch(url, **kwargs):
    return request("PATCH", url, **kwargs)


def delete(url, **kwargs):
    return request("DELETE", url, **kwargs)


def stream(method, url, *, timeout=DEFAULT_TIMEOUT_CONFIG, **kwargs):
    return Client(timeout=timeout).stream(method, url, **kwargs)


_LEFT_OUT = {"DigestAuth", "NetRCAuth", "Proxy", "WSGITransport", "ByteStream", "AsyncByteStream", "SyncByteStream",
             "create_ssl_context", "main"}


def __getattr__(name):
    if name in _LEFT_OUT:
        unsupported(f"httpx.{name}", "Clients, requests, responses, timeouts, limits and mock transports are simulated.")
    raise AttributeError(f"module 'httpx' has no attribute '{name}'")
