"""fastapi.testclient: calls an app of the same program, one request after the other."""
import asyncio
from contextlib import AsyncExitStack

import fastapi as _fastapi
import httpx as _httpx


class TestClient(_httpx.Client):
    __test__ = False

    def __init__(self, app, base_url="http://testserver", raise_server_exceptions=True, follow_redirects=True, **kwargs):
        _fastapi._served = True
        self.app = app
        self._runner = asyncio.Runner()
        self._stack = None
        super().__init__(base_url=base_url, transport=_AppTransport(self, raise_server_exceptions),
                         follow_redirects=follow_redirects, **kwargs)

    def __enter__(self):
        super().__enter__()
        self._stack = AsyncExitStack()
        self._runner.run(self.app._up(self._stack))
        return self

    def __exit__(self, *exc_info):
        self._runner.run(self._stack.aclose())
        self._runner.run(self.app._down())
        self._runner.close()
        super().__exit__(*exc_info)


class _AppTransport(_httpx.BaseTransport):
    def __init__(self, client, raise_errors):
        self.client = client
        self.raise_errors = raise_errors

    def handle_request(self, request):
        async def run():
            status, headers, pieces = await self.client.app._answer(request.method, request.url._target(), request.headers.multi_items(),
                                                                    request.content, self.raise_errors)
            body = b""
            async for piece in pieces:
                body += piece
            return _httpx.Response(status, headers=headers, content=body)

        return self.client._runner.run(run())
