"""fastapi.responses: what a route may return."""
import json as _json


class Response:
    media_type = None

    def __init__(self, content=None, status_code=200, headers=None, media_type=None, background=None):
        self.status_code = status_code
        self.headers = dict(headers or {})
        if media_type is not None:
            self.media_type = media_type
        self.background = background
        self._cookies = []
        self.body = self.render(content)

    def set_cookie(self, key, value="", max_age=None, expires=None, path="/", domain=None, secure=False, httponly=False, samesite="lax"):
        parts = [f"{key}={value}"]
        for name, given in (("Domain", domain), ("HttpOnly", httponly), ("Max-Age", max_age), ("Path", path), ("SameSite", samesite), ("Secure", secure)):
            if given is not None and given is not False:
                parts.append(name if given is True else f"{name}={given}")
        self._cookies.append("; ".join(parts))

    def delete_cookie(self, key, path="/"):
        self.set_cookie(key, '""', max_age=0, path=path)

    def render(self, content):
        if content is None:
            return b""
        return content if isinstance(content, bytes) else content.encode("utf-8")

    @property
    def is_bodyless(self):
        return self.status_code is not None and self.status_code < 200 or self.status_code in (204, 304)

    def _header_list(self):
        out = [] if self.is_bodyless else [("content-length", str(len(self.body)))]
        if self.media_type:
            kind = self.media_type + "; charset=utf-8" if self.media_type.startswith("text/") else self.media_type
            out.append(("content-type", kind))
        return out + [(name.lower(), value) for name, value in self.headers.items()] + [("set-cookie", cookie) for cookie in self._cookies]

    async def _pieces(self):
        yield self.body


class JSONResponse(Response):
    media_type = "application/json"

    def render(self, content):
        return _json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode("utf-8")


ORJSONResponse = JSONResponse


class PlainTextResponse(Response):
    media_type = "text/plain"


class HTMLResponse(Response):
    media_type = "text/html"


class RedirectResponse(Response):
    def __init__(self, url, status_code=307, headers=None, background=None):
        super().__init__(b"", status_code, {**(headers or {}), "location": str(url)}, None, background)


class StreamingResponse(Response):
    def __init__(self, content, status_code=200, headers=None, media_type=None, background=None):
        super().__init__(None, status_code, headers, media_type, background)
        self.body_iterator = content

    def _header_list(self):
        return [h for h in super()._header_list() if h[0] != "content-length"]

    async def _pieces(self):
        if hasattr(self.body_iterator, "__aiter__"):
            async for piece in self.body_iterator:
                yield piece if isinstance(piece, bytes) else piece.encode("utf-8")
        else:
            for piece in self.body_iterator:
                yield piece if isinstance(piece, bytes) else piece.encode("utf-8")
