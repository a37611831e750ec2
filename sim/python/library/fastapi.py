"""FastAPI, simulated: routes, dependencies, lifespan, background tasks and streaming on the loop; requests arrive by the scenario's traffic.

`async def` routes run on the loop, `def` routes in a thread pool of 40, as in Starlette. What is left out says so.
"""
import asyncio
import dataclasses
import inspect
import json as _json
import re
import typing
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager

import _http
import _network
from _http import unsupported

import httpx as _httpx
import pydantic as _pydantic
from fastapi import responses
from fastapi.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse

__version__ = "0.115.6"

_threads = None


async def _in_thread(function, *args, **kwargs):
    global _threads
    if _threads is None:
        _threads = ThreadPoolExecutor(max_workers=40)

    def work():
        return function(*args, **kwargs)

    work.__qualname__ = work.__name__ = getattr(function, "__name__", "work")
    return await asyncio.get_running_loop().run_in_executor(_threads, work)


class HTTPException(Exception):
    def __init__(self, status_code, detail=None, headers=None):
        self.status_code = status_code
        self.detail = detail if detail is not None else _httpx._reason_of(status_code)
        self.headers = headers
        super().__init__(status_code, self.detail)

    def __str__(self):
        return f"{self.status_code}: {self.detail}"


class RequestValidationError(Exception):
    def __init__(self, errors):
        self._errors = errors
        super().__init__(errors)

    def errors(self):
        return self._errors


class ResponseValidationError(Exception):
    def __init__(self, errors):
        self._errors = errors
        super().__init__(f"{len(errors)} validation errors:\n" + "".join(f"  {error}\n" for error in errors))

    def errors(self):
        return self._errors


class State:
    def __getattr__(self, name):
        raise AttributeError(f"'State' object has no attribute '{name}'")


class _Parameter:
    def __init__(self, default=..., *, alias=None, ge=None, gt=None, le=None, lt=None, min_length=None, max_length=None, **more):
        self.default = default
        self.alias = alias
        self.info = _pydantic.FieldInfo(ge=ge, gt=gt, le=le, lt=lt, min_length=min_length, max_length=max_length)


class Query(_Parameter):
    pass


class Path(_Parameter):
    pass


class Header(_Parameter):
    pass


class Body(_Parameter):
    def __init__(self, default=..., *, embed=False, **more):
        super().__init__(default, **more)
        self.embed = embed


class Form(_Parameter):
    pass


class Cookie(_Parameter):
    pass


class Depends:
    def __init__(self, dependency=None, *, use_cache=True, scopes=None):
        self.dependency = dependency
        self.use_cache = use_cache


class Security(Depends):
    pass


class BackgroundTask:
    def __init__(self, func, *args, **kwargs):
        self.func, self.args, self.kwargs = func, args, kwargs

    async def __call__(self):
        await _called(self.func, *self.args, **self.kwargs)


class BackgroundTasks:
    def __init__(self, tasks=None):
        self.tasks = list(tasks or ())

    def add_task(self, func, *args, **kwargs):
        self.tasks.append(BackgroundTask(func, *args, **kwargs))

    async def __call__(self):
        for task in self.tasks:
            await task()


class _Address:
    host = "127.0.0.1"
    port = 50000


class Request:
    def __init__(self, app, method, target, headers, body):
        self.app = app
        self.method = method
        self.headers = _httpx.Headers(headers)
        self.url = _httpx.URL("http://" + self.headers.get("host", "127.0.0.1:8000") + target)
        self.query_params = self.url.params
        self.path_params = {}
        self.state = State()
        self.client = _Address()
        self.cookies = dict(part.strip().partition("=")[::2] for part in self.headers.get("cookie", "").split(";") if "=" in part)
        self._body = body
        self._cache = {}

    async def body(self):
        return self._body

    async def json(self):
        return _json.loads(self._body)

    async def form(self):
        return dict(_httpx.QueryParams(self._body).multi_items())

    async def is_disconnected(self):
        return False


class WebSocket:
    pass


class UploadFile:
    pass


class File:
    def __init__(self, *args, **kwargs):
        unsupported("FastAPI's File()", "Send the bytes as the request's body, or fields with Form().")


class _Route:
    def __init__(self, method, path, endpoint, dependencies, status_code=200, response_class=JSONResponse, response_model=..., **shape):
        self.method, self.path, self.endpoint, self.dependencies = method, path, endpoint, dependencies
        self.status_code, self.response_class, self.response_model = status_code, response_class, response_model
        self.shape = {name.removeprefix("response_model_"): value for name, value in shape.items() if name.startswith("response_model_")}
        if response_model is ...:
            returned = inspect.signature(endpoint).return_annotation
            is_response = isinstance(returned, type) and issubclass(returned, Response)
            self.response_model = None if returned is inspect.Signature.empty or is_response else returned
        self.options = {"status_code": status_code, "response_class": response_class, "response_model": self.response_model, **shape}
        self.names = re.findall(r"\{(\w+)(?::path)?\}", path)
        pattern = re.sub(r"\{\w+:path\}", "(.+)", path)
        self.pattern = re.compile("^" + re.sub(r"\{\w+\}", "([^/]+)", pattern) + "$")
        self._embeds = None

    @property
    def embeds(self):
        """Whether the body is an object with a key for each parameter, and not the one parameter itself."""
        if self._embeds is None:
            found = _bodies_of(self.endpoint, self.names)
            for depends in self.dependencies:
                found.update(_bodies_of(depends.dependency, self.names))
            self._embeds = len(found) > 1 or any(marker is not None and marker.embed for marker in found.values())
        return self._embeds

    def made(self, result):
        """What the endpoint returned, as the route's response model shows it."""
        if self.response_model is not None:
            errors = []
            result = _pydantic.shaped(self.response_model, _prepared(result, self.shape.get("exclude_unset", False)), errors)
            if errors:
                raise ResponseValidationError([{**error, "loc": tuple(error["loc"])} for error in errors])
        return _jsonable(result, **{"by_alias": True, **self.shape})


class APIRouter:
    def __init__(self, *, prefix="", tags=None, dependencies=None, **kwargs):
        self.prefix = prefix
        self.dependencies = list(dependencies or ())
        self.routes = []

    def api_route(self, path, *, methods=("GET",), dependencies=(), status_code=200, **kwargs):
        def add(endpoint):
            for method in methods:
                self.routes.append(_Route(method, self.prefix + path, endpoint, self.dependencies + list(dependencies or ()),
                                          200 if status_code is None else status_code, **kwargs))
            return endpoint
        return add

    def get(self, path, **kwargs):
        return self.api_route(path, methods=("GET",), **kwargs)

    def post(self, path, **kwargs):
        return self.api_route(path, methods=("POST",), **kwargs)

    def put(self, path, **kwargs):
        return self.api_route(path, methods=("PUT",), **kwargs)

    def patch(self, path, **kwargs):
        return self.api_route(path, methods=("PATCH",), **kwargs)

    def delete(self, path, **kwargs):
        return self.api_route(path, methods=("DELETE",), **kwargs)

    def websocket(self, path, **kwargs):
        unsupported("FastAPI's websockets", "Only HTTP requests are simulated.")

    def include_router(self, router, *, prefix="", dependencies=(), **kwargs):
        for route in router.routes:
            self.routes.append(_Route(route.method, self.prefix + prefix + route.path, route.endpoint,
                                      list(dependencies or ()) + route.dependencies, **route.options))


_apps = []
_served = False


class FastAPI(APIRouter):
    def __init__(self, *, lifespan=None, title="FastAPI", debug=False, dependencies=None, on_startup=None, on_shutdown=None, **kwargs):
        super().__init__(dependencies=dependencies)
        self.title = title
        self.state = State()
        self.dependency_overrides = {}
        self._lifespan = lifespan
        self._startup = list(on_startup or ())
        self._shutdown = list(on_shutdown or ())
        self._middleware = []
        self._handlers = {}
        if not _apps:
            _network.at_exit(_serve_what_was_not_served)
        _apps.append(self)

    def on_event(self, kind):
        def add(function):
            (self._startup if kind == "startup" else self._shutdown).append(function)
            return function
        return add

    def middleware(self, kind):
        def add(function):
            self._middleware.insert(0, function)
            return function
        return add

    def add_middleware(self, middleware_class, **kwargs):
        if hasattr(middleware_class, "dispatch"):
            self._middleware.insert(0, middleware_class(self, **kwargs).dispatch)
        elif middleware_class.__name__ != "CORSMiddleware":
            unsupported(f"FastAPI.add_middleware({middleware_class.__name__})", 'Write it as a function with @app.middleware("http").')

    def exception_handler(self, kind):
        def add(function):
            self._handlers[kind] = function
            return function
        return add

    def mount(self, *args, **kwargs):
        unsupported("FastAPI.mount()", "Include a router instead.")

    # ---- the life of the app
    async def _up(self, stack):
        for function in self._startup:
            await _called(function)
        if self._lifespan is not None:
            manager = self._lifespan if hasattr(self._lifespan, "__aenter__") else self._lifespan(self)
            state = await stack.enter_async_context(manager)
            for name, value in (state or {}).items():
                setattr(self.state, name, value)

    async def _down(self):
        for function in self._shutdown:
            await _called(function)

    # ---- one request
    async def _answer(self, method, target, headers, body, raise_errors=None):
        """(status, [(name, value)], an async iterator of the body's pieces). What fails is raised, or is an answer, which a server
        (raise_errors=None) tells of, too."""
        global _served
        _served = True
        request = Request(self, method, target, headers, body)
        handle = self._routed
        for middleware in reversed(self._middleware):
            handle = _with_middleware(middleware, handle)
        background = None
        try:
            response = await handle(request)
        except Exception as error:
            if raise_errors:
                raise
            if raise_errors is None:
                _report(error)
            response = PlainTextResponse("Internal Server Error", status_code=500)
        return response.status_code, response._header_list(), _body_then(response)

    async def _routed(self, request):
        try:
            return await self._dispatch(request)
        except Exception as error:
            for kind in type(error).__mro__:
                if kind in self._handlers:
                    return await _called(self._handlers[kind], request, error)
            if isinstance(error, HTTPException):
                return JSONResponse({"detail": error.detail}, status_code=error.status_code, headers=error.headers)
            if isinstance(error, RequestValidationError):
                return JSONResponse({"detail": error.errors()}, status_code=422)
            raise

    async def _dispatch(self, request):
        path = request.url.path
        known = False
        for route in self.routes:
            found = route.pattern.match(path)
            if not found:
                continue
            known = True
            if route.method != request.method and not (request.method == "HEAD" and route.method == "GET"):
                continue
            request.path_params = dict(zip(route.names, found.groups()))
            return await self._run_route(route, request)
        return JSONResponse({"detail": "Method Not Allowed" if known else "Not Found"}, status_code=405 if known else 404)

    async def _run_route(self, route, request):
        background = BackgroundTasks()
        errors = []
        request._embeds = route.embeds
        async with AsyncExitStack() as stack:      # dependencies with yield end before the answer is sent
            for dependency in route.dependencies:
                await self._depend(dependency, request, stack, background, errors)
            arguments = await self._arguments(route.endpoint, request, stack, background, errors)
            if not errors:
                response = await self._call_endpoint(route, arguments, request._cache.get(Response))
                if background.tasks and response.background is None:
                    response.background = background
        if errors:
            raise RequestValidationError(errors)
        return response

    async def _call_endpoint(self, route, arguments, given):
        result = await _called(route.endpoint, **arguments)
        if isinstance(result, Response):
            return result
        response = route.response_class(route.made(result), status_code=route.status_code)
        if given is not None:                      # the endpoint's parameter of type Response
            response.status_code = given.status_code or response.status_code
            response.headers.update(given.headers)
            response._cookies += given._cookies
        if response.is_bodyless:
            response.body = b""
        return response

    async def _depend(self, depends, request, stack, background, errors):
        function = self.dependency_overrides.get(depends.dependency, depends.dependency)
        if depends.use_cache and function in request._cache:
            return request._cache[function]
        own = []
        arguments = await self._arguments(function, request, stack, background, own)
        if own:
            errors.extend(own)
            return None
        if inspect.isasyncgenfunction(function):
            value = await stack.enter_async_context(asynccontextmanager(function)(**arguments))
        elif inspect.isgeneratorfunction(function):
            value = stack.enter_context(contextmanager(function)(**arguments))
        elif isinstance(function, type):
            value = function(**arguments)
        else:
            value = await _called(function, **arguments)
        request._cache[function] = value
        return value

    async def _arguments(self, function, request, stack, background, errors):
        """Dependencies first, then what the request itself holds."""
        out = {}
        later = []
        for name, annotation, default, marker in _parameters(function):
            if isinstance(marker, Depends):
                if marker.dependency is None:
                    marker = Depends(annotation)
                out[name] = await self._depend(marker, request, stack, background, errors)
            elif annotation is Request:
                out[name] = request
            elif annotation is BackgroundTasks:
                out[name] = background
            elif annotation is Response:
                out[name] = request._cache.setdefault(Response, Response(status_code=None))
            elif annotation is UploadFile:
                unsupported("FastAPI's UploadFile", "Send the bytes as the request's body, or fields with Form().")
            else:
                later.append((name, annotation, default, marker))
        for name, annotation, default, marker in later:
            self._value(name, annotation, default, marker, request, out, errors)
        return out

    def _value(self, name, annotation, default, marker, request, out, errors):
        info = None
        if isinstance(marker, _Parameter):
            info = marker.info
            if marker is default:
                default = inspect.Parameter.empty if marker.default is ... else marker.default
            elif default is inspect.Parameter.empty and marker.default is not ...:
                default = marker.default
        if annotation is inspect.Parameter.empty:
            annotation = typing.Any
        many = typing.get_origin(annotation) is list
        if name in request.path_params:
            place, found = "path", request.path_params[name]
        elif isinstance(marker, Header):
            place = "header"
            found = request.headers.get(marker.alias or name.replace("_", "-"))
        elif isinstance(marker, Cookie):
            place, found = "cookie", request.cookies.get(marker.alias or name)
        elif isinstance(marker, Form):
            place, found = "body", _httpx.QueryParams(request._body).get(marker.alias or name)
        elif _is_body(annotation, marker):
            return self._from_body(name, annotation, default, marker, request, out, errors)
        else:
            place = "query"
            key = marker.alias if isinstance(marker, _Parameter) and marker.alias else name
            found = request.query_params.get_list(key) if many and isinstance(marker, Query) else request.query_params.get(key)
        if found is None or found == []:
            if default is inspect.Parameter.empty:
                errors.append({"type": "missing", "loc": [place, name], "msg": "Field required", "input": None})
            else:
                out[name] = default
            return
        _take(annotation, found, (place, name), info, name, out, errors)

    def _from_body(self, name, annotation, default, marker, request, out, errors):
        key = marker.alias if marker is not None and marker.alias else name
        loc = ("body", key) if request._embeds else ("body",)
        data = None
        if request._body:
            try:
                data = _json.loads(request._body)
            except _json.JSONDecodeError as error:
                errors.append({"type": "json_invalid", "loc": ["body", error.pos], "msg": "JSON decode error", "input": {},
                               "ctx": {"error": error.msg}})
                return
        if request._embeds:
            data = data.get(key) if isinstance(data, dict) else None
        if data is None:
            if default is inspect.Parameter.empty:
                errors.append({"type": "missing", "loc": list(loc), "msg": "Field required", "input": None})
            else:
                out[name] = default
            return
        _take(annotation, data, loc, marker.info if marker is not None else None, name, out, errors)


def _take(annotation, found, loc, info, name, out, errors):
    """What was found, as the annotation and its bounds want it, among the arguments; or what is wrong with it among the errors."""
    own = []
    value = _pydantic.validate(annotation, found, loc, own)
    if info is not None and not own:
        _pydantic._bounds(info, value, loc, own)
    errors.extend({**e, "loc": list(e["loc"])} for e in own)
    out[name] = value


def _parameters(function):
    """(name, annotation, default, marker) of each: Annotated is taken apart; the marker is a Depends, a Query, a Body ..., or None."""
    called = function.__init__ if isinstance(function, type) else function if inspect.isroutine(function) else function.__call__
    for name, parameter in inspect.signature(called).parameters.items():
        if name == "self" or parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
            continue
        annotation, default = parameter.annotation, parameter.default
        marker = default if isinstance(default, (Depends, _Parameter)) else None
        if typing.get_origin(annotation) is typing.Annotated:
            inner = typing.get_args(annotation)
            annotation = inner[0]
            for extra in inner[1:]:
                if isinstance(extra, (Depends, _Parameter)):
                    marker = extra
        yield name, annotation, default, marker


def _is_body(annotation, marker):
    """Without a marker, what is no single value comes from the body."""
    if marker is not None:
        return isinstance(marker, Body)
    origin = typing.get_origin(annotation)
    if origin is typing.Union or type(annotation).__name__ == "UnionType":
        return any(_is_body(one, None) for one in typing.get_args(annotation))
    kind = origin or annotation
    return isinstance(kind, type) and (issubclass(kind, (_pydantic.BaseModel, dict, list, tuple, set, frozenset)) or dataclasses.is_dataclass(kind))


def _bodies_of(function, path_names):
    """Name -> marker of all that comes from the body, for the function itself and for what it depends on."""
    found = {}
    for name, annotation, _, marker in _parameters(function):
        if isinstance(marker, Depends):
            found.update(_bodies_of(marker.dependency or annotation, path_names))
        elif name not in path_names and _is_body(annotation, marker):
            found[name] = marker
    return found


def _with_middleware(middleware, handle):
    async def call(request):
        return await middleware(request, handle)
    return call


async def _called(function, *args, **kwargs):
    if asyncio.iscoroutinefunction(function) or asyncio.iscoroutinefunction(getattr(function, "__call__", None)):
        return await function(*args, **kwargs)
    return await _in_thread(function, *args, **kwargs)


async def _body_then(response):
    """The pieces of the body, then the background tasks."""
    async for piece in response._pieces():
        yield piece
    if response.background is not None:
        await response.background()


def _prepared(value, exclude_unset):
    if isinstance(value, _pydantic.BaseModel):
        return value.model_dump(by_alias=True, exclude_unset=exclude_unset)
    if isinstance(value, list):
        return [_prepared(one, exclude_unset) for one in value]
    if isinstance(value, dict):
        return {key: _prepared(one, exclude_unset) for key, one in value.items()}
    return value


def _jsonable(value, **how):
    """As fastapi.encoders.jsonable_encoder: an object of no known kind is what its attributes are."""
    value = _pydantic._plain(value, "json", **how)
    if isinstance(value, (tuple, set, frozenset)):
        return [_jsonable(one) for one in value]
    if isinstance(value, list):
        return [_jsonable(one) for one in value]
    if isinstance(value, dict):
        return {key: _jsonable(one) for key, one in value.items()}
    if value is None or isinstance(value, (str, int, float)):
        return value
    attributes = getattr(value, "__dict__", None)
    if not attributes:
        raise ValueError([TypeError(f"'{type(value).__name__}' object is not iterable"), TypeError("vars() argument must have __dict__ attribute")])
    return {name: _jsonable(one) for name, one in attributes.items() if not name.startswith("_")}


def _report(error):
    import sys
    import traceback
    print("ERROR:    Exception in ASGI application", file=sys.stderr)
    traceback.print_exception(error)


class _Cycle:
    """uvicorn's: one request from its arrival to the last byte. `link`: who asked, when it was this program itself."""

    @staticmethod
    async def run_asgi(app, number, method, target, headers, body, logs=True, link=None):
        status, answer_headers, pieces = await app._answer(method, target, headers, body)
        reason = _httpx._reason_of(status)
        if logs and (link is None or link.usable):
            print(f'INFO:     127.0.0.1:{50000 + number} - "{method} {target} HTTP/1.1" {status} {reason}'.rstrip())
        if link is not None:
            link.tell((status, reason, answer_headers))
        async for piece in pieces:
            if link is not None and piece:
                link.tell(piece)
        if link is not None:
            link.tell(None)


_Cycle.run_asgi.__qualname__ = "RequestResponseCycle.run_asgi"


def _sample(annotation):
    if isinstance(annotation, type) and issubclass(annotation, _pydantic.BaseModel):
        return {name: _sample(field.annotation) for name, field in annotation.model_fields.items() if field.is_required()}
    return {int: 1, float: 1.5, bool: True, list: [], dict: {}}.get(typing.get_origin(annotation) or annotation, "hello")


def _sample_traffic(app):
    """Without [[traffic]] in the scenario: each route once, a tenth of a second apart, with values of the right types."""
    out = []
    at = 0.0
    for route in app.routes:
        target = route.path
        query = []
        parts = {}
        for name, annotation, default, marker in _parameters(route.endpoint):
            value = _json.dumps(_sample(annotation)).strip('"')
            if name in route.names:
                target = re.sub(r"\{" + name + r"(:path)?\}", value, target)
            elif _is_body(annotation, marker):
                parts[name] = _sample(annotation)
            elif default is inspect.Parameter.empty and annotation in (int, float, bool, str, inspect.Parameter.empty):
                query.append((name, value))
        if query:
            target += "?" + _http.urlencode(query)
        body = _json.dumps(parts if route.embeds else next(iter(parts.values()))).encode("utf-8") if parts else b""
        out.append((at, route.method, target, [("content-type", "application/json")] if body else [], body))
        at += 0.1
    return out


class _Local:
    """Requests of the program itself to the app that it serves."""

    def __init__(self, app, requests, logs):
        self.app, self.requests, self.logs = app, requests, logs
        self.last = None

    def answer(self, link, number, request):
        method, target, headers, body = request
        self.last = _network.now()
        task = asyncio.create_task(_Cycle.run_asgi(self.app, number, method, target, headers, body, self.logs, link))
        self.requests.add(task)
        task.add_done_callback(self.requests.discard)

    async def until_over(self, server):
        """Nobody asks in the first second: False. Else until the server is told to end, or nobody has asked for a minute."""
        began = _network.now()
        while not server.should_exit:
            if self.last is None and _network.now() - began > 1:
                return False
            if self.last is not None and not self.requests and _network.now() - self.last > 60:
                return True
            await asyncio.sleep(0.1)               # uvicorn's own tick
        return True


async def _serve(app, host="127.0.0.1", port=8000, log=True, server=None):
    """The app's whole life: lifespan, requests as they arrive, shutdown when all are answered."""
    global _served
    import sys
    _served = True

    def say(text):
        if log:
            print(f"INFO:     {text}", file=sys.stderr)

    say("Waiting for application startup.")
    async with AsyncExitStack() as stack:
        await app._up(stack)
        say("Application startup complete.")
        say(f"Uvicorn running on http://{host}:{port} (simulated: requests come by the scenario's traffic)")
        requests = set()
        local = _Local(app, requests, log)
        _http.served[port] = local.answer
        if server is not None:
            server.started = True
        began = _network.now()
        planned = _network.traffic()
        beside = server is not None and len(asyncio.all_tasks()) > 1
        if not planned and not (beside and await local.until_over(server)):
            planned = _sample_traffic(app)
        for number, (at, method, target, headers, body) in enumerate(planned):
            wait = began + at - _network.now()
            if wait > 0:
                await _network.after("the next request", wait)
            task = asyncio.create_task(_Cycle.run_asgi(app, number, method, target, [("host", f"{host}:{port}"), *headers], body, log))
            requests.add(task)
            task.add_done_callback(requests.discard)
        while requests:
            await asyncio.wait(list(requests))
        _http.served.pop(port, None)
        say("Shutting down")
        say("Waiting for application shutdown.")
        await app._down()
    say("Application shutdown complete.")


def _serve_what_was_not_served():
    """A program that only defines its app is served as `uvicorn program:app` would do it."""
    if not _served:
        asyncio.run(_serve(_apps[0]))


class status:
    pass


for _name, _code in vars(_httpx.codes).items():
    if _name.isupper():
        setattr(status, f"HTTP_{_code}_{_name}", _code)


_LEFT_OUT = {"WebSocketDisconnect", "WebSocketException"}


def __getattr__(name):
    if name in _LEFT_OUT:
        unsupported(f"fastapi.{name}", "Path, query, header, cookie, form and JSON body parameters are simulated.")
    raise AttributeError(f"module 'fastapi' has no attribute '{name}'")
