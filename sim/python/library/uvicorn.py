"""uvicorn, simulated: serves a FastAPI app of this program with the scenario's traffic; ends when all requests are answered."""
import asyncio
import sys

import fastapi as _fastapi
from _http import unsupported


def _found(app):
    if not isinstance(app, str):
        return app
    name = app.partition(":")[2] or "app"
    module = sys.modules["__main__"]
    if not hasattr(module, name):
        unsupported(f"uvicorn.run({app!r})", "Give it the app itself, or a name of this program: 'main:app'.")
    return getattr(module, name)


class Config:
    def __init__(self, app, host="127.0.0.1", port=8000, log_level=None, **kwargs):
        self.app, self.host, self.port, self.log_level = app, host, port, log_level


class Server:
    def __init__(self, config):
        self.config = config
        self.started = False
        self.should_exit = False

    async def serve(self, sockets=None):
        quiet = self.config.log_level in ("warning", "error", "critical")
        await _fastapi._serve(_found(self.config.app), self.config.host, self.config.port, not quiet, self)

    def run(self):
        asyncio.run(self.serve())


def run(app, *, host="127.0.0.1", port=8000, log_level=None, **kwargs):
    Server(Config(app, host, port, log_level)).run()
