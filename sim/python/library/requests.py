"""requests, simulated: every call holds the loop (or its thread) until the answer is there. What is left out says so."""
import base64
import datetime
import json as _json
import time as _time

import _http
from _http import Failure, Pool, exchange_now, now, unsupported

import httpx as _httpx
from requests import exceptions
from requests.exceptions import (ChunkedEncodingError, ConnectionError, ConnectTimeout, HTTPError, InvalidSchema, InvalidURL, JSONDecodeError,
                                 MissingSchema, ReadTimeout, RetryError, RequestException, Timeout, TooManyRedirects, URLRequired)

__version__ = "2.32.3"


class codes:
    pass


for _number, _phrase in _httpx._REASONS.items():
    _name = _phrase.lower().replace(" ", "_").replace("-", "_").replace("'", "")
    setattr(codes, _name, _number)
    setattr(codes, _name.upper(), _number)


class CaseInsensitiveDict(_httpx.Headers):
    def __repr__(self):
        return str({name: value for _, value, name in self._list})


def _error_of(failure, request):
    host, port, tls = request._origin
    pool = f"HTTP{'S' if tls else ''}ConnectionPool(host='{host}', port={port})"
    kind = failure.kind
    if kind == "timeout":
        if failure.stage == "connect":
            connection = f"<urllib3.connection.HTTP{'S' if tls else ''}Connection object at {hex(id(request))}>"
            return ConnectTimeout(f"{pool}: Max retries exceeded with url: {request.path_url} (Caused by ConnectTimeoutError({connection}, "
                                  f"'Connection to {host} timed out. (connect timeout={request._timeouts[0]})'))", request=request)
        return ReadTimeout(f"{pool}: Read timed out. (read timeout={request._timeouts[1]})", request=request)
    if kind in ("refused", "dns"):
        connection = f"<urllib3.connection.HTTP{'S' if tls else ''}Connection object at {hex(id(request))}>"
        if kind == "dns":
            cause = f"NameResolutionError(\"{connection}: Failed to resolve '{host}' ({failure.message})\")"
        else:
            cause = f"NewConnectionError('{connection}: Failed to establish a new connection: {failure.message}')"
        return ConnectionError(f"{pool}: Max retries exceeded with url: {request.path_url} (Caused by {cause})", request=request)
    if kind == "tls":
        return exceptions.SSLError(f"{pool}: Max retries exceeded with url: {request.path_url} (Caused by SSLError(SSLCertVerificationError(1, "
                                   f"'{failure.message}')))", request=request)
    if kind == "malformed":
        return ConnectionError("('Connection aborted.', BadStatusLine('THIS IS NOT HTTP'))", request=request)
    return ConnectionError("('Connection aborted.', ConnectionResetError(104, 'Connection reset by peer'))", request=request)


class RequestsCookieJar(_httpx.Cookies):
    def get_dict(self, domain=None, path=None):
        return dict(self)


class AuthBase:
    def __call__(self, request):
        raise NotImplementedError("Auth hooks must be callable.")


class HTTPBasicAuth(AuthBase):
    def __init__(self, username, password):
        self.username, self.password = username, password

    def __call__(self, request):
        request.headers["Authorization"] = "Basic " + base64.b64encode(f"{self.username}:{self.password}".encode("latin1")).decode("ascii")
        return request


class Request:
    def __init__(self, method=None, url=None, headers=None, files=None, data=None, params=None, auth=None, cookies=None, hooks=None, json=None):
        self.method, self.url, self.headers, self.data, self.params = method, url, headers or {}, data, params
        self.auth, self.cookies, self.json, self.files = auth, cookies or {}, json, files

    def prepare(self):
        return PreparedRequest(self, {}, {})


class PreparedRequest:
    def __init__(self, request, headers, cookies):
        self.method = request.method.upper()
        self.url = str(request.url)
        scheme = _http.split_url(self.url)[0]
        if not scheme:
            raise MissingSchema(f"Invalid URL {self.url!r}: No scheme supplied. Perhaps you meant https://{self.url}?")
        if scheme not in ("http", "https"):
            raise InvalidSchema(f"No connection adapters were found for {self.url!r}")
        try:
            url = _httpx.URL(self.url)
        except _httpx.InvalidURL as error:
            raise InvalidURL(*error.args) from None
        if not url.host:
            raise InvalidURL(f"Invalid URL {self.url!r}: No host supplied")
        url.path_text = url.path_text or "/"
        if request.params:
            url = url._with_more_query(_pairs_of(request.params))
        self.url = str(url)
        self.path_url = url._target()
        self._origin = (url.host, url.port or (443 if scheme == "https" else 80), scheme == "https")
        self.body, more = self._encode(request)
        self.headers = CaseInsensitiveDict(headers)
        for name, value in more or ([("Content-Length", "0")] if self.method in ("POST", "PUT", "PATCH") else []):
            self.headers[name] = value
        for name, value in request.headers.items():
            if value is not None:
                self.headers[name] = value
        cookies = {**cookies, **request.cookies}
        if cookies:
            self.headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
        self._place = url._place()
        if request.auth is not None:
            auth = HTTPBasicAuth(*request.auth) if isinstance(request.auth, tuple) else request.auth
            auth(self)

    @staticmethod
    def _encode(request):
        if request.files:
            body, kind = _http.multipart(_http.pairs_of(request.data or {}), request.files, None)
            return body, [("Content-Length", str(len(body))), ("Content-Type", kind)]
        if request.json is not None and not request.data:
            body = _json.dumps(request.json, allow_nan=False).encode("utf-8")
            return body, [("Content-Length", str(len(body))), ("Content-Type", "application/json")]
        if not request.data:
            return None, None
        if isinstance(request.data, (str, bytes)):
            return request.data, [("Content-Length", str(len(_bytes_of(request.data))))]
        body = _http.urlencode(_pairs_of(request.data))
        return body, [("Content-Length", str(len(body))), ("Content-Type", "application/x-www-form-urlencoded")]

    def _wire(self):
        headers = [("Host", self._place)] + [(name, value) for _, value, name in self.headers._list]
        return self.method, self.path_url, headers, _bytes_of(self.body or b"")

    def __repr__(self):
        return f"<PreparedRequest [{self.method}]>"


def _pairs_of(params):
    if isinstance(params, (str, bytes)):
        return _httpx.QueryParams(params).multi_items()
    items = params.items() if hasattr(params, "items") else params
    return [(str(name), str(one)) for name, value in items if value is not None
            for one in (value if isinstance(value, (list, tuple, set)) else (value,)) if one is not None]


def _bytes_of(text):
    return text.encode("utf-8") if isinstance(text, str) else text


class Response:
    def __init__(self):
        self.status_code = None
        self.headers = CaseInsensitiveDict()
        self.url = None
        self.reason = None
        self.encoding = None
        self.history = []
        self.elapsed = datetime.timedelta(0)
        self.request = None
        self.cookies = RequestsCookieJar()
        self._content = None
        self._one = self._pool = None
        self._timeout = None

    @property
    def ok(self):
        return self.status_code < 400

    @property
    def is_redirect(self):
        return "location" in self.headers and self.status_code in (301, 302, 303, 307, 308)

    @property
    def content(self):
        return self._read()

    def _read(self):
        if self._content is None:
            if self._one is None:
                raise RuntimeError("The content for this response was already consumed")
            one, self._one = self._one, None
            try:
                self._content = _http.read_all_now(one, self._pool, self._timeout)
            except Failure as failure:
                raise _body_error(failure, self.request) from None
        return self._content

    @property
    def apparent_encoding(self):
        return "utf-8"

    @property
    def text(self):
        return self.content.decode(self.encoding or "utf-8", "replace")

    def json(self, **kwargs):
        try:
            return _json.loads(self.content.decode("utf-8"), **kwargs)
        except _json.JSONDecodeError as error:
            raise JSONDecodeError(error.msg, error.doc, error.pos)

    def raise_for_status(self):
        if 400 <= self.status_code < 500:
            message = f"{self.status_code} Client Error: {self.reason} for url: {self.url}"
        elif 500 <= self.status_code < 600:
            message = f"{self.status_code} Server Error: {self.reason} for url: {self.url}"
        else:
            return
        raise HTTPError(message, response=self)

    def iter_content(self, chunk_size=1, decode_unicode=False):
        if self._content is not None:
            pieces = [self._content]
        else:
            pieces = self._pieces()
        kept = b""
        for piece in pieces:
            if chunk_size is None:
                yield piece.decode(self.encoding or "utf-8") if decode_unicode else piece
                continue
            kept += piece
            while len(kept) >= chunk_size:
                part, kept = kept[:chunk_size], kept[chunk_size:]
                yield part.decode(self.encoding or "utf-8") if decode_unicode else part
        if kept:
            yield kept.decode(self.encoding or "utf-8") if decode_unicode else kept

    def _pieces(self):
        one, self._one = self._one, None
        alive = False
        try:
            while (data := _http.next_data_now(one.link, self._timeout)) is not None:
                yield data
            alive = True
        except Failure as failure:
            raise _body_error(failure, self.request) from None
        finally:
            if not alive:
                one.link.close()
            self._pool.give_back(one)

    def iter_lines(self, chunk_size=512, decode_unicode=False, delimiter=None):
        kept = b""
        for piece in self.iter_content(None):
            lines = (kept + piece).split(b"\n")
            kept = lines.pop()
            for line in lines:
                line = line[:-1] if line.endswith(b"\r") else line
                yield line.decode(self.encoding or "utf-8") if decode_unicode else line
        if kept:
            yield kept.decode(self.encoding or "utf-8") if decode_unicode else kept

    def close(self):
        if self._one is not None:
            one, self._one = self._one, None
            one.link.close()
            self._pool.give_back(one)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()

    def __iter__(self):
        return self.iter_content(128)

    def __bool__(self):
        return self.ok

    def __repr__(self):
        return f"<Response [{self.status_code}]>"


def _body_error(failure, request):
    if failure.kind == "timeout":
        host, port, tls = request._origin
        return ConnectionError(f"HTTP{'S' if tls else ''}ConnectionPool(host='{host}', port={port}): Read timed out.", request=request)
    return ChunkedEncodingError("('Connection broken: ConnectionResetError(104, \\'Connection reset by peer\\')', "
                                "ConnectionResetError(104, 'Connection reset by peer'))", request=request)


class Session:
    def __init__(self):
        self.headers = CaseInsensitiveDict({"User-Agent": "python-requests/2.32.3", "Accept-Encoding": "gzip, deflate", "Accept": "*/*",
                                            "Connection": "keep-alive"})
        self.params = {}
        self.auth = None
        self.cookies = RequestsCookieJar()
        self.max_redirects = 30
        self._adapters = {}
        self.verify = True
        self._pool = self._new_pool()

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()

    @staticmethod
    def _new_pool():
        return Pool(None, 10, None)

    def close(self):
        """As with urllib3's pools: a streamed answer is read on, and the session can be used again."""
        self._pool.retire()
        self._pool = self._new_pool()

    def mount(self, prefix, adapter):
        self._adapters[prefix] = adapter

    def get_adapter(self, url):
        """The one whose prefix fits best; None: nobody mounted one."""
        fitting = [prefix for prefix in self._adapters if url.lower().startswith(prefix.lower())]
        return self._adapters[max(fitting, key=len)] if fitting else None

    def _exchange(self, request, connect, read):
        """One request, and again as the adapter's retries have it."""
        adapter = self.get_adapter(request.url)
        retries = adapter.max_retries if adapter is not None else None
        while True:
            failure = answer = None
            try:
                answer = exchange_now(self._pool, request._origin, request._wire(), connect, read)
            except Failure as error:
                failure = error
            if retries is None or not retries.wants(request.method, failure, answer):
                if failure is not None:
                    raise _error_of(failure, request) from None
                return answer
            if retries.is_exhausted(failure):
                if failure is not None:
                    raise _error_of(failure, request) from None
                if not retries.raise_on_status:
                    return answer
                host, port, tls = request._origin
                raise RetryError(f"HTTP{'S' if tls else ''}ConnectionPool(host='{host}', port={port}): Max retries exceeded with url: {request._wire()[1]} "
                                 f"(Caused by ResponseError('too many {answer[1]} error responses'))", request=request)
            if answer is not None:
                _http.read_all_now(answer[0], self._pool, read)
            retries = retries.next(failure)
            pause = retries.pause(answer)
            if pause > 0:
                _time.sleep(pause)

    def request(self, method, url, params=None, data=None, headers=None, cookies=None, files=None, auth=None, timeout=None, allow_redirects=True,
                proxies=None, hooks=None, stream=None, verify=None, cert=None, json=None):
        request = Request(method, url, headers, files, data, {**self.params, **(params or {})} if not isinstance(params, (str, list)) else params,
                          auth or self.auth, cookies, None, json)
        return self.send(PreparedRequest(request, self.headers, self.cookies), timeout=timeout, stream=stream, allow_redirects=allow_redirects)

    def send(self, request, timeout=None, stream=False, allow_redirects=True, **kwargs):
        connect, read = timeout if isinstance(timeout, tuple) else (timeout, timeout)
        history = []
        while True:
            request._timeouts = (connect, read)
            began = now()
            one, status, reason, headers = self._exchange(request, connect, read)
            response = Response()
            response.status_code, response.reason, response.headers = status, reason, CaseInsensitiveDict(headers)
            response.url, response.request = request.url, request
            response.elapsed = datetime.timedelta(seconds=now() - began)
            response._one, response._pool, response._timeout = one, self._pool, read
            kind = response.headers.get("content-type", "")
            response.encoding = kind.partition("charset=")[2] or ("utf-8" if "json" in kind else "ISO-8859-1" if "text" in kind else None)
            response.cookies = RequestsCookieJar(_httpx._cookies_set_by(response.headers))
            self.cookies.update(response.cookies)
            response.history = list(history)
            if not (allow_redirects and response.is_redirect):
                break
            response._read()
            history.append(response)
            if len(history) > self.max_redirects:
                raise TooManyRedirects(f"Exceeded {self.max_redirects} redirects.", response=response)
            method = "GET" if status in (302, 303) and request.method != "HEAD" else request.method
            url = str(_httpx.URL(request.url).join(response.headers["location"]))
            headers = {name: value for _, value, name in request.headers._list if not name.lower().startswith(("content-", "cookie"))}
            request = PreparedRequest(Request(method, url, headers), {}, self.cookies)
        if not stream:
            response._read()
        return response

    def get(self, url, **kwargs):
        return self.request("GET", url, **kwargs)

    def options(self, url, **kwargs):
        return self.request("OPTIONS", url, **kwargs)

    def head(self, url, **kwargs):
        kwargs.setdefault("allow_redirects", False)
        return self.request("HEAD", url, **kwargs)

    def post(self, url, data=None, json=None, **kwargs):
        return self.request("POST", url, data=data, json=json, **kwargs)

    def put(self, url, data=None, **kwargs):
        return self.request("PUT", url, data=data, **kwargs)

    def patch(self, url, data=None, **kwargs):
        return self.request("PATCH", url, data=data, **kwargs)

    def delete(self, url, **kwargs):
        return self.request("DELETE", url, **kwargs)


def session():
    return Session()


def request(method, url, **kwargs):
    with Session() as one:
        return one.request(method, url, **kwargs)


def get(url, params=None, **kwargs):
    return request("GET", url, params=params, **kwargs)


def options(url, **kwargs):
    return request("OPTIONS", url, **kwargs)


def head(url, **kwargs):
    kwargs.setdefault("allow_redirects", False)
    return request("HEAD", url, **kwargs)


def post(url, data=None, json=None, **kwargs):
    return request("POST", url, data=data, json=json, **kwargs)


def put(url, data=None, **kwargs):
    return request("PUT", url, data=data, **kwargs)


def patch(url, data=None, **kwargs):
    return request("PATCH", url, data=data, **kwargs)


def delete(url, **kwargs):
    return request("DELETE", url, **kwargs)


_LEFT_OUT = {"api", "certs", "compat", "cookies", "hooks", "models", "packages", "sessions", "status_codes", "structures", "utils"}


def __getattr__(name):
    if name == "adapters":
        import requests.adapters
        return requests.adapters
    if name == "auth":
        import requests.auth
        return requests.auth
    if name in _LEFT_OUT:
        unsupported(f"requests.{name}", "The names of requests itself are simulated, with requests.exceptions, adapters and auth.")
    raise AttributeError(f"module 'requests' has no attribute '{name}'")
