"""fastapi.security: who calls, by the head of the request."""
from fastapi import HTTPException, Request


class HTTPAuthorizationCredentials:
    def __init__(self, *, scheme, credentials):
        self.scheme, self.credentials = scheme, credentials


class _Scheme:
    status, told, headers = 403, "Not authenticated", None

    def __init__(self, *, auto_error=True, **kwargs):
        self.auto_error = auto_error

    def refuse(self):
        if self.auto_error:
            raise HTTPException(status_code=self.status, detail=self.told, headers=self.headers)


class HTTPBearer(_Scheme):
    async def __call__(self, request: Request):
        scheme, _, credentials = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not credentials:
            return self.refuse()
        return HTTPAuthorizationCredentials(scheme=scheme, credentials=credentials)


class OAuth2PasswordBearer(_Scheme):
    status, headers = 401, {"WWW-Authenticate": "Bearer"}

    def __init__(self, tokenUrl, *, auto_error=True, **kwargs):
        super().__init__(auto_error=auto_error)

    async def __call__(self, request: Request):
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        return token if scheme.lower() == "bearer" else self.refuse()


class APIKeyHeader(_Scheme):
    def __init__(self, *, name, auto_error=True, **kwargs):
        super().__init__(auto_error=auto_error)
        self.name = name

    async def __call__(self, request: Request):
        return request.headers.get(self.name) or self.refuse()


def __getattr__(name):
    from _http import unsupported
    if name in ("HTTPBasic", "HTTPBasicCredentials", "OAuth2PasswordRequestForm", "OAuth2", "APIKeyQuery", "APIKeyCookie", "SecurityScopes"):
        unsupported(f"fastapi.security.{name}", "HTTPBearer, OAuth2PasswordBearer and APIKeyHeader are simulated.")
    raise AttributeError(f"module 'fastapi.security' has no attribute '{name}'")
