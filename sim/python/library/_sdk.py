"""What the simulated openai and anthropic share: requests with retries over httpx, server-sent events, answers as objects."""
import asyncio
import json
import random
import sys
import time

import httpx
import _network


def status_errors(base, *names):
    """The classes of errors that only their names tell apart."""
    return tuple(type(name, (base,), {"__module__": base.__module__}) for name in names)


class Model:
    """An answer's JSON with its fields as attributes, objects in it likewise."""

    _kinds = {}             # the class of a field's object, by the field's name
    _sorted = True          # shown with the id first and the others by name

    def __init__(self, **fields):
        names = sorted(fields, key=lambda name: (name != "id", name)) if self._sorted else fields
        for name in names:
            setattr(self, name, self._wrapped(name, fields[name]))

    def _wrapped(self, name, value):
        if isinstance(value, dict):
            return self._kinds.get(name, Model)(**value)
        if isinstance(value, list):
            return [self._wrapped(name, one) for one in value]
        return value

    def model_dump(self, **options):
        drop = options.get("exclude_none", False)
        return {name: _plain(value) for name, value in self.__dict__.items() if not name.startswith("_") and not (drop and value is None)}

    to_dict = dict = model_dump

    def model_dump_json(self, *, indent=None, **options):
        separators = None if indent else (",", ":")
        return json.dumps(self.model_dump(**options), indent=indent, separators=separators)

    def to_json(self, *, indent=2, **options):
        return json.dumps(self.model_dump(**options), indent=indent)

    json = model_dump_json

    def __eq__(self, other):
        return type(self) is type(other) and self.model_dump() == other.model_dump()

    def __repr__(self):
        fields = ", ".join(f"{name}={value!r}" for name, value in self.__dict__.items() if not name.startswith("_"))
        return f"{type(self).__name__}({fields})"

    __str__ = __repr__


def _plain(value):
    """As JSON has it: answers, and what a program made with pydantic, may be sent back as parts of a request."""
    if isinstance(value, type):
        _network.unsupported("a class in a request", "Give its JSON schema as a dict.")
    if hasattr(value, "model_dump"):
        return value.model_dump()
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return value


class NotGiven:
    def __bool__(self):
        return False

    def __repr__(self):
        return "NOT_GIVEN"


NOT_GIVEN = NotGiven()


def body_of(fields):
    return {name: _plain(value) for name, value in fields.items() if not isinstance(value, NotGiven)}


def reads_events(line, event):
    """One line of a stream of server-sent events: the data of an event that is complete, or None. `event` collects its fields."""
    if line == "":
        data = event.pop("data", None)
        event.pop("event", None)
        return data
    name, _, value = line.partition(":")
    value = value[1:] if value.startswith(" ") else value
    if name == "data":
        event["data"] = event["data"] + "\n" + value if "data" in event else value
    elif name == "event":
        event["event"] = value
    return None


def type_left_out(module, name):
    """For the modules of types: a name of what is sent is a TypedDict, which is a dict when the program runs."""
    if name.endswith(("Param", "Params")):
        return dict
    if name[:1].isupper():
        _network.unsupported(f"{module}.{name}", "The answers that the simulated client gives have their classes there.")
    raise AttributeError(f"module '{module}' has no attribute '{name}'")


_LEFT_OUT_OF_ALL = {"DefaultHttpxClient", "DefaultAsyncHttpxClient", "DefaultAioHttpClient", "DEFAULT_CONNECTION_LIMITS", "BaseModel", "RequestOptions",
                    "NoneType", "Transport", "ProxiesTypes", "not_given", "Omit", "omit", "APIResponseValidationError", "file_from_path", "lib",
                    "resources"}


def module_attribute(module, name, left_out, advice):
    """What `module` does not have at once: its module of types, or nothing."""
    if name == "types":
        return __import__(f"{module}.types", fromlist=["types"])
    if name in left_out or name in _LEFT_OUT_OF_ALL:
        _network.unsupported(f"{module}.{name}", advice)
    raise AttributeError(f"module '{module}' has no attribute '{name}'")


class Resource:
    """What a client's attribute stands for; what is left out of it says so."""

    left_out = {"with_streaming_response", "batches", "parse", "retrieve", "list", "delete", "update", "cancel", "input_items"}

    def __init__(self, client):
        self._client = client

    @property
    def with_raw_response(self):
        return _Raw(self)

    def __getattr__(self, name):
        if name in self.left_out:
            _network.unsupported(f"{self._client.errors.__name__}'s {type(self).__name__}.{name}", "create() and stream() are there; they give the parsed answer.")
        raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")


class APIResponse:
    """An answer's status and headers, and by parse() what the method itself would have given."""

    def __init__(self, parsed, response):
        self._parsed = parsed
        self.http_response = response
        self.status_code, self.headers, self.url, self.elapsed = response.status_code, response.headers, response.url, response.elapsed
        self.http_request = response.request
        self.method, self.http_version = response.request.method, response.http_version
        self.request_id = response.headers.get("x-request-id") or response.headers.get("request-id")

    @property
    def text(self):
        return self.http_response.text

    @property
    def content(self):
        return self.http_response.content

    def parse(self):
        return self._parsed

    def __repr__(self):
        return f"<APIResponse [{self.status_code} {self.http_response.reason_phrase}] type={type(self._parsed)}>"


class _Raw:
    """A resource whose create() gives the whole answer. Nothing comes between the client's taking it and create()'s return."""

    def __init__(self, resource):
        self._resource = resource

    def create(self, **given):
        client = self._resource._client
        made = self._resource.create(**given)
        if not isinstance(client, AsyncClient):
            return APIResponse(made, client.last_response)

        async def whole():
            return APIResponse(await made, client.last_response)
        return whole()

    def __getattr__(self, name):
        return getattr(self._resource, name)


class Client:
    """Options, retries and errors of a client; `errors` is the module whose exception classes are raised."""

    errors = None
    default_base_url = ""
    default_timeout = httpx.Timeout(timeout=600, connect=5.0)
    http_class = None
    most_delay = 8.0

    def __init__(self, *, api_key=None, base_url=None, timeout=NOT_GIVEN, max_retries=2, default_headers=None, default_query=None,
                 http_client=None, **others):
        for name in others:
            if name not in ("organization", "project", "auth_token", "websocket_base_url", "webhook_secret"):
                raise TypeError(f"{type(self).__name__}.__init__() got an unexpected keyword argument '{name}'")
        if max_retries is None:
            raise TypeError("max_retries cannot be None. If you want to disable retries, pass `0`; if you want unlimited retries, pass "
                            f"`math.inf` or a very high number; if you want the default behavior, pass `{self.errors.__name__}.DEFAULT_MAX_RETRIES`")
        self.api_key = api_key or "simulated-key"
        self.base_url = httpx.URL(base_url or self.default_base_url)
        self.timeout = self.default_timeout if isinstance(timeout, NotGiven) else timeout
        self.max_retries = max_retries
        self._own_headers = dict(default_headers or {})
        self._query = dict(default_query or {})
        limits = httpx.Limits(max_connections=1000, max_keepalive_connections=100)
        self._client = http_client or self.http_class(timeout=self.timeout, limits=limits, follow_redirects=True)
        self._make_resources()

    def copy(self, **changes):
        options = {"api_key": self.api_key, "base_url": str(self.base_url), "timeout": self.timeout, "max_retries": self.max_retries,
                   "default_headers": self._own_headers, "default_query": self._query, "http_client": self._client}
        options.update(changes)
        return type(self)(**options)

    with_options = copy

    def auth_headers(self):
        return {}

    def _url(self, path):
        return str(self.base_url).rstrip("/") + path

    def _request(self, path, body, method, options, stream):
        headers = {"Accept": "text/event-stream" if stream else "application/json", **self.auth_headers(), **self._own_headers,
                   **(options.get("extra_headers") or {})}
        query = {**self._query, **(options.get("extra_query") or {})}
        if options.get("extra_body"):
            body = {**(body or {}), **options["extra_body"]}
        timeout = options.get("timeout", NOT_GIVEN)
        timeout = self.timeout if isinstance(timeout, NotGiven) else timeout
        return self._client.build_request(method, self._url(path), json=body, headers=headers, params=query or None, timeout=timeout)

    def _delay(self, retries_taken, response):
        """Seconds to wait before the next attempt: what the server asks for when that is sensible, else longer and longer."""
        if response is not None:
            for name, scale in (("retry-after-ms", 0.001), ("retry-after", 1)):
                try:
                    wanted = float(response.headers.get(name, "")) * scale
                except ValueError:
                    continue
                if 0 < wanted <= 60:
                    return wanted
        return min(0.5 * 2.0 ** retries_taken, self.most_delay) * (1 - 0.25 * random.random())

    @staticmethod
    def _should_retry(response):
        asked = response.headers.get("x-should-retry")
        if asked in ("true", "false"):
            return asked == "true"
        return response.status_code in (408, 409, 429) or response.status_code >= 500

    @property
    def is_closed(self):
        return self._client.is_closed

    def _pause_before_retry(self, request, response, failure, taken, options):
        """Seconds until the next attempt; raises when there is none."""
        last = taken >= options.get("max_retries", self.max_retries)
        if response is None and last:
            raise self._failed(failure, request) from failure
        if response is not None and (last or not self._should_retry(response)):
            raise self._status_error(response) from None
        delay = self._delay(taken, response)
        logging = sys.modules.get("logging")
        if logging is not None:
            path = str(request.url).removeprefix(str(self.base_url).rstrip("/"))
            logging.getLogger(f"{self.errors.__name__}._base_client").info("Retrying request to %s in %f seconds", path, delay)
        return delay

    def _status_error(self, response):
        text = response.text.strip()
        try:
            body = json.loads(text)
            message = f"Error code: {response.status_code} - {body}"
        except ValueError:
            body = text
            message = text or f"Error code: {response.status_code}"
        detail = body.get("error", body) if isinstance(body, dict) and self.unwraps_error else body
        return self.errors.status_error_class(response.status_code)(message, response=response, body=detail)

    unwraps_error = False

    def _failed(self, error, request):
        if isinstance(error, httpx.TimeoutException):
            return self.errors.APITimeoutError(request=request)
        return self.errors.APIConnectionError(request=request)


class SyncClient(Client):
    http_class = httpx.Client

    def _send(self, path, body, options, *, stream=False, method="POST"):
        taken = 0
        while True:
            request = self._request(path, body, method, options, stream)
            response = failure = None
            try:
                response = self._client.send(request, stream=stream)
            except Exception as error:
                failure = error
            if response is not None:
                if response.status_code < 400:
                    self.last_response = response
                    return response
                if stream:
                    response.read()
            time.sleep(self._pause_before_retry(request, response, failure, taken, options))
            taken += 1

    def close(self):
        self._client.close()

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc, exc_tb):
        self.close()


class AsyncClient(Client):
    http_class = httpx.AsyncClient

    async def _send(self, path, body, options, *, stream=False, method="POST"):
        taken = 0
        while True:
            request = self._request(path, body, method, options, stream)
            response = failure = None
            try:
                response = await self._client.send(request, stream=stream)
            except Exception as error:
                failure = error
            if response is not None:
                if response.status_code < 400:
                    self.last_response = response
                    return response
                if stream:
                    await response.aread()
            await asyncio.sleep(self._pause_before_retry(request, response, failure, taken, options))
            taken += 1

    async def close(self):
        await self._client.aclose()

    async def __aenter__(self):
        return self

    async def __aexit__(self, exc_type, exc, exc_tb):
        await self.close()


class Stream:
    """Events of a streamed answer, as they come; `parse` makes one from its data, or None when the stream is over."""

    def __init__(self, response, parse):
        self.response = response
        self._parse = parse
        self._iterator = self._events()

    def _events(self):
        event = {}
        for line in self.response.iter_lines():
            data = reads_events(line, event)
            if data is None:
                continue
            one = self._parse(data, self.response)
            if one is None:
                break
            yield one
        self.response.close()

    def __iter__(self):
        return self._iterator

    def __next__(self):
        return self._iterator.__next__()

    def close(self):
        self.response.close()

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc, exc_tb):
        self.close()


class AsyncStream:
    def __init__(self, response, parse):
        self.response = response
        self._parse = parse
        self._iterator = self._events()

    async def _events(self):
        event = {}
        async for line in self.response.aiter_lines():
            data = reads_events(line, event)
            if data is None:
                continue
            one = self._parse(data, self.response)
            if one is None:
                break
            yield one
        await self.response.aclose()

    def __aiter__(self):
        return self._iterator

    async def __anext__(self):
        return await self._iterator.__anext__()

    async def close(self):
        await self.response.aclose()

    async def __aenter__(self):
        return self

    async def __aexit__(self, exc_type, exc, exc_tb):
        await self.close()


def split_options(given):
    """Takes the options of one request out of what a method was given."""
    options = {}
    for name in ("extra_headers", "extra_query", "extra_body", "timeout"):
        if name in given:
            options[name] = given.pop(name)
    return options


class StreamManager:
    """What a `stream(...)` method gives: entered, it sends the request and hands out the stream of its events."""

    stream_class = None    # whoever derives says it

    def __init__(self, open_stream):
        self._open = open_stream
        self._stream = None

    def __enter__(self):
        self._stream = self.stream_class(self._open())
        return self._stream

    def __exit__(self, exc_type, exc, exc_tb):
        if self._stream is not None:
            self._stream.close()


class AsyncStreamManager:
    stream_class = None

    def __init__(self, open_stream):
        self._open = open_stream
        self._stream = None

    async def __aenter__(self):
        self._stream = self.stream_class(await self._open())
        return self._stream

    async def __aexit__(self, exc_type, exc, exc_tb):
        if self._stream is not None:
            await self._stream.close()
