// Names of modules that exist in the world though not here, sorted: so that a missing one can be called by its right name.
// Before: import.cpp.
#pragma once
#include <string_view>

namespace sim::py {

// CPython 3.13's standard library, without names that begin with an underscore (sys.stdlib_module_names).
inline constexpr std::string_view kStandardModules[] = {
    "abc", "antigravity", "argparse", "array", "ast", "asyncio", "atexit", "base64", "bdb", "binascii", "bisect", "builtins",
    "bz2", "cProfile", "calendar", "cmath", "cmd", "code", "codecs", "codeop", "collections", "colorsys", "compileall",
    "concurrent", "configparser", "contextlib", "contextvars", "copy", "copyreg", "csv", "ctypes", "curses", "dataclasses",
    "datetime", "dbm", "decimal", "difflib", "dis", "doctest", "email", "encodings", "ensurepip", "enum", "errno",
    "faulthandler", "fcntl", "filecmp", "fileinput", "fnmatch", "fractions", "ftplib", "functools", "gc", "genericpath",
    "getopt", "getpass", "gettext", "glob", "graphlib", "grp", "gzip", "hashlib", "heapq", "hmac", "html", "http", "idlelib",
    "imaplib", "importlib", "inspect", "io", "ipaddress", "itertools", "json", "keyword", "linecache", "locale", "logging",
    "lzma", "mailbox", "marshal", "math", "mimetypes", "mmap", "modulefinder", "msvcrt", "multiprocessing", "netrc", "nt",
    "ntpath", "nturl2path", "numbers", "opcode", "operator", "optparse", "os", "pathlib", "pdb", "pickle", "pickletools",
    "pkgutil", "platform", "plistlib", "poplib", "posix", "posixpath", "pprint", "profile", "pstats", "pty", "pwd",
    "py_compile", "pyclbr", "pydoc", "pydoc_data", "pyexpat", "queue", "quopri", "random", "re", "readline", "reprlib",
    "resource", "rlcompleter", "runpy", "sched", "secrets", "select", "selectors", "shelve", "shlex", "shutil", "signal",
    "site", "smtplib", "socket", "socketserver", "sqlite3", "sre_compile", "sre_constants", "sre_parse", "ssl", "stat",
    "statistics", "string", "stringprep", "struct", "subprocess", "symtable", "sys", "sysconfig", "syslog", "tabnanny",
    "tarfile", "tempfile", "termios", "textwrap", "this", "threading", "time", "timeit", "tkinter", "token", "tokenize",
    "tomllib", "trace", "traceback", "tracemalloc", "tty", "turtle", "turtledemo", "types", "typing", "unicodedata", "unittest",
    "urllib", "uuid", "venv", "warnings", "wave", "weakref", "webbrowser", "winreg", "winsound", "wsgiref", "xml", "xmlrpc",
    "zipapp", "zipfile", "zipimport", "zlib", "zoneinfo",
};

// Those of them that are packages.
inline constexpr std::string_view kStandardPackages[] = {
    "asyncio", "collections", "concurrent", "concurrent.futures", "ctypes", "curses", "dbm", "email", "encodings", "ensurepip", "html", "http", "idlelib",
    "importlib", "json", "logging", "multiprocessing", "pathlib", "pydoc_data", "re", "sqlite3", "sysconfig", "tkinter", "tomllib",
    "unittest", "urllib", "venv", "wsgiref", "xml", "xmlrpc", "zipfile", "zoneinfo",
};

// What the packages among them have below them that are simulated here, even if in part alone: anything else is no module in CPython either.
inline constexpr std::string_view kStandardSubmodules[] = {
    "asyncio.__main__", "asyncio.base_events", "asyncio.base_futures", "asyncio.base_subprocess", "asyncio.base_tasks",
    "asyncio.constants", "asyncio.coroutines", "asyncio.events", "asyncio.exceptions", "asyncio.format_helpers", "asyncio.futures",
    "asyncio.locks", "asyncio.log", "asyncio.mixins", "asyncio.proactor_events", "asyncio.protocols", "asyncio.queues",
    "asyncio.runners", "asyncio.selector_events", "asyncio.sslproto", "asyncio.staggered", "asyncio.streams", "asyncio.subprocess",
    "asyncio.taskgroups", "asyncio.tasks", "asyncio.threads", "asyncio.timeouts", "asyncio.transports", "asyncio.trsock",
    "asyncio.unix_events", "asyncio.windows_events", "asyncio.windows_utils", "collections.abc", "concurrent.futures",
    "concurrent.futures._base", "concurrent.futures.process", "concurrent.futures.thread", "html.entities", "html.parser",
    "http.client", "http.cookiejar", "http.cookies", "http.server", "json.decoder", "json.encoder", "json.scanner", "json.tool",
    "logging.config", "logging.handlers", "pathlib._abc", "pathlib._local", "re._casefix", "re._compiler", "re._constants",
    "re._parser", "urllib.error", "urllib.parse", "urllib.request", "urllib.response", "urllib.robotparser",
};

// Libraries that programs about asyncio and its neighbours use.
inline constexpr std::string_view kThirdPartyModules[] = {
    "PIL", "aiofiles", "aiohttp", "aiokafka", "aiomysql", "aiopg", "aioredis", "aiosqlite", "alembic", "anthropic", "anyio",
    "arrow", "asyncpg", "asynctest", "attr", "attrs", "azure", "beautifulsoup4", "black", "boto3", "botocore", "bs4", "celery",
    "certifi", "chardet", "click", "cryptography", "cv2", "dateutil", "django", "docker", "dotenv", "elasticsearch", "faker",
    "fastapi", "flask", "gevent", "google", "greenlet", "grpc", "gunicorn", "h11", "h2", "httpcore", "httptools", "httpx",
    "hypercorn", "jinja2", "joblib", "jwt", "kafka", "keras", "langchain", "litellm", "loguru", "lxml", "markdown",
    "marshmallow", "matplotlib", "motor", "mypy", "networkx", "nltk", "numba", "numpy", "openai", "orjson", "pandas",
    "paramiko", "peewee", "playwright", "plotly", "polars", "prometheus_client", "psutil", "psycopg", "psycopg2", "pydantic",
    "pygame", "pymongo", "pymysql", "pytest", "pytest_asyncio", "pytz", "quart", "redis", "requests", "requests_html", "rich",
    "ruamel", "sanic", "scipy", "seaborn", "selenium", "sentry_sdk", "setuptools", "simpy", "six", "sklearn", "socketio",
    "sqlalchemy", "sqlmodel", "starlette", "structlog", "sympy", "tabulate", "tenacity", "tensorflow", "tiktoken", "torch",
    "tornado", "tortoise", "tqdm", "transformers", "trio", "twisted", "typer", "typing_extensions", "ujson", "urllib3",
    "uvicorn", "uvloop", "watchdog", "watchfiles", "websocket", "websockets", "werkzeug", "wrapt", "yaml", "yarl", "zmq",
};

}  // namespace sim::py
