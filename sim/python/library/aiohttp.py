"""aiohttp's client, simulated: sessions, responses and errors as courses use them. What is left out says so."""
import asyncio
import base64
import json as _json
from collections import namedtuple
from types import SimpleNamespace

import _http
from _http import Failure, Pool, exchange, now, unsupported

import httpx as _httpx

__version__ = "3.11.11"


class ClientError(Exception):
    pass


class ClientResponseError(ClientError):
    def __init__(self, request_info, history, *, status=None, message="", headers=None):
        self.request_info = request_info
        self.history = history
        self.status = status or 0
        self.code = self.status
        self.message = message
        self.headers = headers
        self.args = (request_info, history)

    def __str__(self):
        return f"{self.status}, message={self.message!r}, url={str(self.request_info.real_url)!r}"

    def __repr__(self):
        return f"ClientResponseError({self.request_info!r}, {self.history!r}, status={self.status!r}, message={self.message!r})"


class ContentTypeError(ClientResponseError):
    pass


class ClientConnectionError(ClientError):
    pass


class ClientOSError(ClientConnectionError, OSError):
    pass


class ClientConnectorError(ClientOSError):
    def __init__(self, host, port, tls, message):
        self.host, self.port, self.ssl = host, port, tls
        super().__init__(message)
        self._text = f"Cannot connect to host {host}:{port} ssl:default [{message}]"

    def __str__(self):
        return self._text


class ClientConnectorDNSError(ClientConnectorError):
    pass


class ClientSSLError(ClientConnectorError):
    pass


class ClientConnectorCertificateError(ClientSSLError):
    pass


class ServerConnectionError(ClientConnectionError):
    pass


class ServerDisconnectedError(ServerConnectionError):
    def __init__(self, message=None):
        self.message = "Server disconnected" if message is None else message
        super().__init__(self.message)


class ServerFingerprintMismatch(ServerConnectionError):
    pass


class ClientConnectorSSLError(ClientSSLError):
    pass


class ClientProxyConnectionError(ClientConnectorError):
    pass


class ClientHttpProxyError(ClientResponseError):
    pass


class WSServerHandshakeError(ClientResponseError):
    pass


class ServerTimeoutError(ServerConnectionError, asyncio.TimeoutError):
    pass


class ConnectionTimeoutError(ServerTimeoutError):
    pass


class SocketTimeoutError(ServerTimeoutError):
    pass


class ClientPayloadError(ClientError):
    pass


class InvalidURL(ClientError, ValueError):
    def __init__(self, url, description=None):
        super().__init__(url)
        self.url = url

    def __str__(self):
        return str(self.url)


class NonHttpUrlClientError(InvalidURL):
    pass


class TooManyRedirects(ClientResponseError):
    pass


class ClientTimeout:
    def __init__(self, total=None, connect=None, sock_read=None, sock_connect=None, ceil_threshold=5):
        self.total, self.connect, self.sock_read, self.sock_connect = total, connect, sock_read, sock_connect

    def __repr__(self):
        return f"ClientTimeout(total={self.total}, connect={self.connect}, sock_read={self.sock_read}, sock_connect={self.sock_connect})"


_DEFAULT_TIMEOUT = ClientTimeout(total=5 * 60, sock_connect=30)


class BasicAuth:
    def __init__(self, login, password="", encoding="latin1"):
        self.login, self.password, self.encoding_name = login, password, encoding

    def encode(self):
        return "Basic " + base64.b64encode(f"{self.login}:{self.password}".encode(self.encoding_name)).decode("ascii")


class Morsel:
    """A cookie of an answer, as far as programs read it."""

    def __init__(self, key, value):
        self.key, self.value = key, value


class FormData:
    def __init__(self, fields=(), quote_fields=True, charset=None):
        self._fields, self._files = [], []
        for name, value in fields.items() if hasattr(fields, "items") else fields:
            self.add_field(name, value)

    def add_field(self, name, value, *, content_type=None, filename=None):
        if hasattr(value, "read") or filename is not None or content_type is not None or isinstance(value, (bytes, bytearray)):
            if filename is None and hasattr(value, "read"):
                filename = str(getattr(value, "name", "")).rpartition("/")[2] or None
            self._files.append((name, (filename, value, content_type)))
        else:
            self._fields.append((name, value))

    def _encode(self):
        if not self._files:
            return _httpx._encode(None, self._fields, None, None)
        body, kind = _http.multipart(_http.pairs_of(self._fields), self._files)
        return body, [("Content-Length", str(len(body))), ("Content-Type", kind)]


class RequestInfo:
    def __init__(self, url, method, headers):
        self.url = self.real_url = url
        self.method = method
        self.headers = headers

    def __repr__(self):
        return f"RequestInfo(url={self.url!r}, method={self.method!r}, headers={self.headers!r}, real_url={self.real_url!r})"


def _query_pairs(query):
    """The pairs of a text, a mapping or pairs: yarl takes no value that has more than one way to be written."""
    if isinstance(query, str):
        return _httpx.QueryParams(query).multi_items()
    out = []
    for name, value in query.items() if hasattr(query, "items") else query:
        for one in value if isinstance(value, (list, tuple)) else (value,):
            if isinstance(one, bool) or not isinstance(one, (str, int, float)):
                raise TypeError(f"Invalid variable type: value should be str, int or float, got {one!r} of type {type(one)}")
            out.append((name, str(one)))
    return out


class URL(_httpx.URL):
    """yarl.URL, as far as a response shows it."""

    @property
    def query(self):
        return self.params

    @property
    def query_string(self):
        return _http.unquote(self.query_text or "")

    @property
    def path_qs(self):
        return self._target()

    @property
    def parts(self):
        return ("/", *self.path.strip("/").split("/")) if self.path != "/" else ("/",)

    @property
    def name(self):
        return self.path.rpartition("/")[2]

    def human_repr(self):
        return _http.unquote(str(self))

    def with_query(self, query=None, **more):
        out = URL(self)
        out.query_text = _http.urlencode(_query_pairs(query if query is not None else more)) or None
        return out

    def update_query(self, query=None, **more):
        return URL(self, params=self.params.merge(_query_pairs(query if query is not None else more)))

    def __truediv__(self, name):
        return URL(self, path=self.path_text.rstrip("/") + "/" + _http.quote(name, "@:!$&'()*+,;="), query=None)

    def _text(self, userinfo):
        if not self.path_text and (self.query_text is not None or self.fragment):
            return URL(self, path="/")._text(userinfo)
        return super()._text(userinfo)

    def __repr__(self):
        return f"URL('{self}')"


class CIMultiDictProxy(_httpx.Headers):
    def getall(self, key):
        return self.get_list(key)

    def __repr__(self):
        inner = ", ".join(f"'{name}': {value!r}" for _, value, name in self._list)
        return f"<CIMultiDictProxy({inner})>"


class TCPConnector:
    def __init__(self, *, limit=100, limit_per_host=0, force_close=False, keepalive_timeout=15.0, ssl=True, verify_ssl=True, use_dns_cache=True,
                 ttl_dns_cache=10, family=0, enable_cleanup_closed=False, resolver=None, happy_eyeballs_delay=0.25):
        self.limit = limit
        self.limit_per_host = limit_per_host
        self.force_close = force_close
        self.closed = False
        self._pool = Pool(limit or None, 0 if force_close else None, keepalive_timeout, limit_per_host or None)

    async def close(self):
        self.closed = True
        self._pool.close()

    def _tell_unclosed(self, loop):
        open_ones = [f"(<aiohttp.client_proto.ResponseHandler object at {hex(id(one))}>, {one.link.idle_since})"
                     for idle in self._pool.idle.values() for one in idle]
        if open_ones:
            loop.call_exception_handler({"connector": self, "connections": [f"deque([{one}])" for one in open_ones], "message": "Unclosed connector"})

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc_info):
        await self.close()


class _TraceParams:
    def __init__(self, **fields):
        self.__dict__.update(fields)


class TraceConfig:
    """Coroutines that are called with each request: (session, context, params)."""

    def __init__(self, trace_config_ctx_factory=SimpleNamespace):
        self._factory = trace_config_ctx_factory
        self.on_request_start, self.on_request_end, self.on_request_exception = [], [], []

    def __getattr__(self, name):
        if name.startswith("on_"):
            unsupported(f"aiohttp's TraceConfig.{name}", "on_request_start, on_request_end and on_request_exception are simulated.")
        raise AttributeError(f"'TraceConfig' object has no attribute '{name}'")

    def trace_config_ctx(self, trace_request_ctx=None):
        return self._factory(trace_request_ctx=trace_request_ctx)

    def freeze(self):
        pass


async def _tell(callbacks, session, context, **fields):
    for callback in callbacks:
        await callback(session, context, _TraceParams(**fields))


class StreamReader:
    """The body of an answer as it comes."""

    def __init__(self, response):
        self._response = response
        self._kept = b""
        self._at_end = False

    def at_eof(self):
        return self._at_end and not self._kept

    async def _more(self):
        if self._at_end:
            return False
        data = await self._response._next()
        if data is None:
            self._at_end = True
            return False
        self._kept += data
        return True

    async def read(self, n=-1):
        if n < 0:
            while await self._more():
                pass
            data, self._kept = self._kept, b""
            return data
        if not self._kept:
            await self._more()
        data, self._kept = self._kept[:n], self._kept[n:]
        return data

    async def readany(self):
        if not self._kept:
            await self._more()
        data, self._kept = self._kept, b""
        return data

    async def readline(self):
        while b"\n" not in self._kept and await self._more():
            pass
        end = self._kept.find(b"\n") + 1 or len(self._kept)
        data, self._kept = self._kept[:end], self._kept[end:]
        return data

    async def readexactly(self, n):
        while len(self._kept) < n and await self._more():
            pass
        if len(self._kept) < n:
            raise asyncio.IncompleteReadError(self._kept, n)
        data, self._kept = self._kept[:n], self._kept[n:]
        return data

    async def iter_chunked(self, n):
        while data := await self.read(n):
            yield data

    async def iter_any(self):
        while data := await self.readany():
            yield data

    async def iter_chunks(self):
        while data := await self.readany():
            yield data, True

    def __aiter__(self):
        return self

    async def __anext__(self):
        line = await self.readline()
        if not line:
            raise StopAsyncIteration
        return line


HttpVersion = namedtuple("HttpVersion", "major minor")


class ClientResponse:
    def __init__(self, method, url, status, reason, headers, request_info, history):
        self.method = method
        self.url = self.real_url = url
        self.status = status
        self.reason = reason
        self.headers = CIMultiDictProxy(headers)
        self.request_info = request_info
        self.history = tuple(history)
        self.content = StreamReader(self)
        self.closed = False
        self.cookies = {}
        self._body = None
        self._one = self._pool = self._deadline = self._sock_read = None

    version = HttpVersion(1, 1)

    @property
    def host(self):
        return self.url.host

    @property
    def ok(self):
        return self.status < 400

    @property
    def content_type(self):
        return self.headers.get("content-type", "application/octet-stream").partition(";")[0].strip()

    @property
    def content_length(self):
        length = self.headers.get("content-length")
        return None if length is None else int(length)

    @property
    def charset(self):
        return self.headers.get("content-type", "").partition("charset=")[2] or None

    async def _next(self):
        if self._one is None:
            return None
        left = None if self._deadline is None else self._deadline - now()
        wait = self._sock_read if left is None else left if self._sock_read is None else min(left, self._sock_read)
        try:
            data = await self._one.link.data(wait)
        except BaseException as error:
            self.close()
            if not isinstance(error, Failure):
                raise
            if error.kind != "timeout":
                raise ClientPayloadError("Response payload is not completed: <TransferEncodingError: 400, message='Not enough data to satisfy "
                                         "transfer length header.'>. ConnectionResetError(104, 'Connection reset by peer')") from None
            if wait is left:
                raise asyncio.TimeoutError from None
            raise SocketTimeoutError(f"Timeout on reading data from socket") from None
        if data is None:
            self.release()
        return data

    async def read(self):
        if self._body is None:
            if self.closed and self._one is None and not self.content.at_eof() and not self.content._at_end and not self.content._kept:
                raise ClientConnectionError("Connection closed")
            self._body = await self.content.read()
        return self._body

    def get_encoding(self):
        return self.charset or "utf-8"

    async def text(self, encoding=None, errors="strict"):
        return (await self.read()).decode(encoding or self.get_encoding(), errors)

    async def json(self, *, encoding=None, loads=_json.loads, content_type="application/json"):
        body = await self.read()
        if content_type and content_type not in self.content_type and not self.content_type.endswith("+json"):
            raise ContentTypeError(self.request_info, self.history, status=self.status,
                                   message=f"Attempt to decode JSON with unexpected mimetype: {self.headers.get('content-type', '')}",
                                   headers=self.headers)
        stripped = body.strip()
        if not stripped:
            return None
        return loads(stripped.decode(encoding or self.get_encoding()))

    def raise_for_status(self):
        if not self.ok:
            self.release()
            raise ClientResponseError(self.request_info, self.history, status=self.status, message=self.reason, headers=self.headers)

    def release(self):
        self.closed = True
        if self._one is not None:
            one, self._one = self._one, None
            self._pool.give_back(one)

    def close(self):
        self.closed = True
        if self._one is not None:
            one, self._one = self._one, None
            one.link.close()
            self._pool.give_back(one)

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc_info):
        if self._one is not None and not self._one.link.usable:
            self.close()
        self.release()

    def __repr__(self):
        return f"<ClientResponse({self.url}) [{self.status} {self.reason}]>\n{self.headers!r}\n"


class _RequestContextManager:
    """What session.get() gives: to be awaited, or entered with `async with`."""

    def __init__(self, coroutine):
        self._coroutine = coroutine
        self._response = None

    def send(self, value):
        return self._coroutine.send(value)

    def throw(self, *args):
        return self._coroutine.throw(*args)

    def close(self):
        return self._coroutine.close()

    def __await__(self):
        return self._coroutine.__await__()

    async def __aenter__(self):
        self._response = await self._coroutine
        return await self._response.__aenter__()

    async def __aexit__(self, exc_type, exc, traceback):
        await self._response.__aexit__(exc_type, exc, traceback)


class ClientSession:
    def __init__(self, base_url=None, *, connector=None, cookies=None, headers=None, auth=None, json_serialize=_json.dumps, raise_for_status=False,
                 timeout=None, connector_owner=True, trust_env=False, cookie_jar=None, version=None, trace_configs=None, read_bufsize=65536):
        self._loop = asyncio.get_running_loop()
        self._traces = list(trace_configs or ())
        self._base_url = None if base_url is None else URL(base_url)
        self._connector = TCPConnector() if connector is None else connector
        self._connector_owner = connector_owner
        self.headers = _httpx.Headers(headers)
        self.auth = auth
        self.cookies = dict(cookies or {})
        self.timeout = self._timeout_of(timeout) if timeout is not None else _DEFAULT_TIMEOUT
        self._dumps = json_serialize
        self._raise_for_status = raise_for_status

    @staticmethod
    def _timeout_of(timeout):
        return timeout if isinstance(timeout, ClientTimeout) else ClientTimeout(total=timeout)

    @property
    def closed(self):
        return self._connector is None or self._connector.closed

    @property
    def connector(self):
        return self._connector

    async def close(self):
        if not self.closed:
            if self._connector_owner:
                await self._connector.close()
            self._connector = None

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc_info):
        await self.close()

    def __enter__(self):
        raise TypeError("Use async with instead")

    def __exit__(self, *exc_info):
        pass

    def __del__(self):
        if not self.closed:
            self._loop.call_exception_handler({"client_session": self, "message": "Unclosed client session"})
            if self._connector_owner:
                self._connector._tell_unclosed(self._loop)

    def request(self, method, url, **kwargs):
        return _RequestContextManager(self._request(method, url, **kwargs))

    def get(self, url, *, allow_redirects=True, **kwargs):
        return _RequestContextManager(self._request("GET", url, allow_redirects=allow_redirects, **kwargs))

    def options(self, url, *, allow_redirects=True, **kwargs):
        return _RequestContextManager(self._request("OPTIONS", url, allow_redirects=allow_redirects, **kwargs))

    def head(self, url, *, allow_redirects=False, **kwargs):
        return _RequestContextManager(self._request("HEAD", url, allow_redirects=allow_redirects, **kwargs))

    def post(self, url, *, data=None, **kwargs):
        return _RequestContextManager(self._request("POST", url, data=data, **kwargs))

    def put(self, url, *, data=None, **kwargs):
        return _RequestContextManager(self._request("PUT", url, data=data, **kwargs))

    def patch(self, url, *, data=None, **kwargs):
        return _RequestContextManager(self._request("PATCH", url, data=data, **kwargs))

    def delete(self, url, **kwargs):
        return _RequestContextManager(self._request("DELETE", url, **kwargs))

    def ws_connect(self, url, **kwargs):
        unsupported("aiohttp's websockets", "Only HTTP requests are simulated.")

    async def _request(self, method, url, *, trace_request_ctx=None, **kwargs):
        if not self._traces:
            return await self._requested(method, url, **kwargs)
        whole = self._full(url)
        if kwargs.get("params"):
            whole = whole._with_more_query(_query_pairs(kwargs["params"]))
        about = {"method": method, "url": whole, "headers": CIMultiDictProxy(_httpx.Headers(self.headers))}
        traces = [(one, one.trace_config_ctx(trace_request_ctx)) for one in self._traces]
        for one, context in traces:
            await _tell(one.on_request_start, self, context, **about)
        try:
            response = await self._requested(method, url, **kwargs)
        except BaseException as error:
            for one, context in traces:
                await _tell(one.on_request_exception, self, context, exception=error, **about)
            raise
        for one, context in traces:
            await _tell(one.on_request_end, self, context, response=response, **about)
        return response

    async def _requested(self, method, url, *, params=None, data=None, json=None, cookies=None, headers=None, auth=None, allow_redirects=True,
                       max_redirects=10, raise_for_status=None, timeout=None, ssl=True, compress=None, chunked=None, proxy=None, **kwargs):
        if self.closed:
            raise RuntimeError("Session is closed")
        if proxy is not None:
            unsupported("an aiohttp proxy", "Leave proxy= out: the simulated network has none.")
        if data is not None and json is not None:
            raise ValueError("data and json parameters can not be used at the same time")
        limits = self.timeout if timeout is None else self._timeout_of(timeout)
        deadline = None if limits.total is None else now() + limits.total
        url = self._full(url)
        if params:
            url = url._with_more_query(_query_pairs(params))
        sent = _httpx.Headers(self.headers)
        sent.update(headers)
        for name, value in (("Accept", "*/*"), ("Accept-Encoding", "gzip, deflate"), ("User-Agent", "Python/3.13 aiohttp/3.11.11")):
            sent.setdefault(name, value)
        auth = auth or self.auth
        if auth is not None:
            sent["Authorization"] = auth.encode()
        cookies = {**self.cookies, **(cookies or {})}
        if cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
        body, more = self._encode(data, json)
        for name, value in more or ([("Content-Length", "0")] if method in ("POST", "PUT", "PATCH") else []):
            sent.setdefault(name, value)
        history = []
        while True:
            response = await self._one_request(method, url, sent, body, limits, deadline, history)
            for name, value in _httpx._cookies_set_by(response.headers).items():
                response.cookies[name] = Morsel(name, value)
                self.cookies[name] = value
            if not (allow_redirects and response.status in (301, 302, 303, 307, 308) and "location" in response.headers):
                break
            history.append(response)
            if len(history) >= max_redirects:
                response.close()
                raise TooManyRedirects(history[0].request_info, tuple(history))
            await response.read()
            if response.status in (302, 303) and method != "HEAD" or (response.status == 301 and method == "POST"):
                method, body = "GET", b""
                for name in ("Content-Length", "Content-Type"):
                    sent.pop(name, None)
            url = URL(url.join(response.headers["location"]))
            if self.cookies:
                sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        check = self._raise_for_status if raise_for_status is None else raise_for_status
        if check is True:
            response.raise_for_status()
        return response

    def _encode(self, data, json):
        if json is not None:
            body, more = _httpx._encode(self._dumps(json).encode("utf-8"), None, None, None)
            return body, (more or []) + [("Content-Type", "application/json")]
        if isinstance(data, dict) and any(hasattr(value, "read") for value in data.values()):
            data = FormData(data)
        if isinstance(data, FormData):
            return data._encode()
        body, more = _httpx._encode(None, data, None, None)
        return body, more + [("Content-Type", "application/octet-stream")] if isinstance(data, (bytes, bytearray)) and body else more

    def _full(self, url):
        try:
            url = URL(str(url))
        except _httpx.InvalidURL:
            raise InvalidURL(url) from None
        if self._base_url is not None and url.is_relative_url:
            url = URL(self._base_url.join(url))
        if not url.host:
            raise InvalidURL(url)
        if url.scheme not in ("http", "https"):
            raise NonHttpUrlClientError(url)
        return url

    async def _one_request(self, method, url, headers, body, limits, deadline, history):
        tls = url.scheme == "https"
        origin = (url.host, url.port or (443 if tls else 80), tls)
        pool = self._connector._pool
        wire = (method, url._target(), [("Host", url._place())] + [(name, value) for _, value, name in headers._list], body)
        left = None if deadline is None else deadline - now()

        def least(*limits):
            return min((limit for limit in limits if limit is not None), default=None)

        info = RequestInfo(url, method, CIMultiDictProxy(headers))
        try:
            one, status, reason, answered = await exchange(pool, origin, wire, least(left, limits.sock_connect, limits.connect),
                                                           least(left, limits.sock_read), least(left, limits.connect))
        except Failure as failure:
            raise self._error_of(failure, origin, url, limits, left) from None
        response = ClientResponse(method, url, status, reason, answered, info, history)
        response._one, response._pool, response._deadline, response._sock_read = one, pool, deadline, limits.sock_read
        return response

    @staticmethod
    def _error_of(failure, origin, url, limits, left):
        host, port, tls = origin
        kind = failure.kind
        if kind == "timeout":
            own = {"pool": limits.connect, "connect": limits.sock_connect if limits.connect is None else limits.connect,
                   "read": limits.sock_read}[failure.stage]
            if own is None or (left is not None and left <= own):
                return asyncio.TimeoutError()
            if failure.stage == "read":
                return SocketTimeoutError("Timeout on reading data from socket")
            return ConnectionTimeoutError(f"Connection timeout to host {url}")
        if kind == "dns":
            return ClientConnectorDNSError(host, port, tls, "Name or service not known")
        if kind == "tls":
            return ClientConnectorCertificateError(host, port, tls, failure.message)
        if kind == "refused":
            return ClientConnectorError(host, port, tls, f"Connect call failed ('127.0.0.1', {port})")
        if kind == "malformed":
            return ClientResponseError(RequestInfo(url, "", {}), (), status=400, message="Bad status line 'THIS IS NOT HTTP'")
        return ClientOSError(104, "Connection reset by peer")


class ClientWebSocketResponse:
    def __init__(self, *args, **kwargs):
        unsupported("aiohttp's websockets", "Only HTTP requests are simulated.")


def request(method, url, **kwargs):
    return _SessionRequest(method, url, kwargs)


class _SessionRequest:
    def __init__(self, method, url, kwargs):
        self.method, self.url, self.kwargs = method, url, kwargs

    async def __aenter__(self):
        self.session = ClientSession()
        self.response = await self.session._request(self.method, self.url, **self.kwargs)
        return self.response

    async def __aexit__(self, *exc_info):
        self.response.release()
        await self.session.close()


_LEFT_OUT = {"web", "CookieJar", "DummyCookieJar", "UnixConnector", "NamedPipeConnector", "BaseConnector", "WSMsgType",
             "WSMessage", "MultipartWriter", "MultipartReader", "Fingerprint", "AsyncResolver", "ThreadedResolver", "DefaultResolver", "payload", "hdrs",
             "http", "ClientRequest", "ChainMapProxy", "ETag", "HttpVersion10", "HttpVersion11", "WSCloseCode", "WebSocketError", "BodyPartReader",
             "BadContentDispositionHeader", "BadContentDispositionParam", "content_disposition_filename", "parse_content_disposition",
             "AsyncIterablePayload", "BufferedReaderPayload", "BytesIOPayload", "BytesPayload", "IOBasePayload", "JsonPayload", "PAYLOAD_REGISTRY",
             "Payload", "StringIOPayload", "StringPayload", "TextIOPayload", "get_payload", "payload_type", "streamer", "DataQueue", "EMPTY_PAYLOAD",
             "EofStream", "FlowControlDataQueue", "ClientWSTimeout", "ClientMiddlewareType",
             *(f"Trace{what}Params" for what in ("ConnectionCreateEnd", "ConnectionCreateStart", "ConnectionQueuedEnd", "ConnectionQueuedStart",
                                                 "ConnectionReuseconn", "DnsCacheHit", "DnsCacheMiss", "DnsResolveHostEnd", "DnsResolveHostStart",
                                                 "RequestChunkSent", "RequestEnd", "RequestException", "RequestHeadersSent", "RequestRedirect",
                                                 "RequestStart", "ResponseChunkReceived"))}


def __getattr__(name):
    if name in _LEFT_OUT:
        unsupported(f"aiohttp.{name}", "Of aiohttp, client sessions, their connectors, timeouts and responses are simulated.")
    raise AttributeError(f"module 'aiohttp' has no attribute '{name}'")


for _one in list(globals().values()):
    if isinstance(_one, type) and _one.__module__ == __name__:
        _one.__module__ = "aiohttp.client_exceptions" if issubclass(_one, Exception) else "aiohttp.client"
