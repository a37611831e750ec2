"""asyncpg, simulated: connections and a pool with the scenario's times; a few statements over rows made up for the table's name."""
import re

import _network
from _http import unsupported

__version__ = "0.30.0"


class PostgresError(Exception):
    pass


class InterfaceError(Exception):
    pass


async def _wait(label, seconds):
    if seconds > 0:
        await _network.waiter(label, seconds)


class Record(dict):
    def __getitem__(self, key):
        return list(self.values())[key] if isinstance(key, int) else super().__getitem__(key)

    def __repr__(self):
        return "<Record " + " ".join(f"{k}={v!r}" for k, v in self.items()) + ">"


_SELECT = re.compile(r"(?is)^\s*select\s+(?P<what>.+?)(\s+from\s+(?P<table>\w+))?(\s+where\s+(?P<column>\w+)\s*=\s*(?P<value>\$\d+|\d+|'[^']*'))?"
                     r"(\s+order\s+by\s+\w+(\s+(asc|desc))?)?(\s+limit\s+(?P<limit>\$?\d+))?\s*;?\s*$")


def _rows_of(query, args):
    """The rows of a plain SELECT: a table has ids from 1 to the scenario's [database] rows, its columns hold "name 1"."""
    found = _SELECT.match(query)
    if not found:
        unsupported("this SQL statement in asyncpg", "Simulated: SELECT columns FROM table [WHERE column = value] [LIMIT n], and INSERT, UPDATE, DELETE without a result.")

    def value(text):
        if text.startswith("$"):
            return args[int(text[1:]) - 1]
        return text[1:-1] if text.startswith("'") else int(text)

    what = [part.strip() for part in found["what"].split(",")]
    if found["table"] is None:
        sleep = re.match(r"(?i)pg_sleep\(([\d.]+)\)", what[0])
        return [Record({"pg_sleep": ""} if sleep else {"?column?": int(what[0]) if what[0].isdigit() else what[0].strip("'")})], float(sleep[1]) if sleep else 0.0
    count = _network.rows()
    if re.match(r"(?i)count\(", what[0]):
        return [Record(count=count)], 0.0
    columns = ["id", "name"] if what == ["*"] else [part.split(".")[-1] for part in what]
    ids = range(1, count + 1)
    if found["column"]:
        wanted = value(found["value"])
        ids = [i for i in ids if (i if found["column"].lower() == "id" else f"{found['column']} {i}") == wanted]
    if found["limit"]:
        ids = list(ids)[:value(found["limit"])]
    return [Record({c: i if c == "id" or c.endswith("_id") else f"{c} {i}" for c in columns}) for i in ids], 0.0


class Connection:
    def __init__(self):
        self._closed = False
        self._busy = False

    async def _query(self, query, args):
        if self._closed:
            raise InterfaceError("connection is closed")
        if self._busy:
            raise InterfaceError("cannot perform operation: another operation is in progress")
        self._busy = True
        try:
            words = query.split()
            verb = words[0].upper() if words else ""
            rows, extra = ([], 0.0) if verb != "SELECT" else _rows_of(query, args)
            await _wait(f"query {' '.join(words)[:40]}", _network.cost("database.query") + extra)
            return verb, rows
        finally:
            self._busy = False

    async def fetch(self, query, *args, timeout=None):
        return (await self._query(query, args))[1]

    async def fetchrow(self, query, *args, timeout=None):
        rows = (await self._query(query, args))[1]
        return rows[0] if rows else None

    async def fetchval(self, query, *args, column=0, timeout=None):
        rows = (await self._query(query, args))[1]
        return rows[0][column] if rows else None

    async def execute(self, query, *args, timeout=None):
        verb, rows = await self._query(query, args)
        return f"{verb} {len(rows)}" if verb == "SELECT" else "INSERT 0 1" if verb == "INSERT" else verb if verb in ("CREATE", "DROP") else f"{verb} 1"

    async def executemany(self, query, args, timeout=None):
        for one in args:
            await self._query(query, one)

    def transaction(self, **kwargs):
        return _Transaction(self)

    def is_closed(self):
        return self._closed

    async def close(self, *, timeout=None):
        self._closed = True


class _Transaction:
    def __init__(self, connection):
        self.connection = connection

    async def start(self):
        await self.connection._query("BEGIN", ())

    async def commit(self):
        await self.connection._query("COMMIT", ())

    async def rollback(self):
        await self.connection._query("ROLLBACK", ())

    async def __aenter__(self):
        await self.start()
        return self

    async def __aexit__(self, exc_type, exc, traceback):
        if exc_type is None:
            await self.commit()
        else:
            await self.rollback()


async def connect(dsn=None, **kwargs):
    await _wait("connect to the database", _network.cost("database.connect"))
    return Connection()


class _Acquire:
    def __init__(self, pool, timeout):
        self.pool, self.timeout, self.connection = pool, timeout, None

    def __await__(self):
        return self.pool._take(self.timeout).__await__()

    async def __aenter__(self):
        self.connection = await self.pool._take(self.timeout)
        return self.connection

    async def __aexit__(self, *exc_info):
        await self.pool.release(self.connection)


class Pool:
    def __init__(self, min_size, max_size):
        self.min_size, self.max_size = min_size, max_size
        self.idle, self.waiting, self.count, self.closed = [], [], 0, False

    async def _open(self):
        if self.idle or self.count:
            return self
        self.count = self.min_size
        if self.min_size:
            await _wait("connect to the database", _network.cost("database.connect"))
        self.idle = [Connection() for _ in range(self.min_size)]
        return self

    def __await__(self):
        return self._open().__await__()

    async def __aenter__(self):
        return await self._open()

    async def __aexit__(self, *exc_info):
        await self.close()

    async def _take(self, timeout):
        if self.closed:
            raise InterfaceError("pool is closed")
        if self.idle:
            return self.idle.pop()
        if self.count < self.max_size:
            self.count += 1
            try:
                return await connect()
            except BaseException:
                self.count -= 1
                raise
        future = _network.waiter("a database connection of the pool", timeout)
        self.waiting.append(future)
        try:
            got = await future
        except BaseException:
            if future in self.waiting:
                self.waiting.remove(future)
            elif future.done() and not future.cancelled():
                await self.release(future.result())
            raise
        finally:
            _network.give_up(future)
        if got is None:
            self.waiting.remove(future)
            raise TimeoutError
        return got

    def acquire(self, *, timeout=None):
        return _Acquire(self, timeout)

    async def release(self, connection, *, timeout=None):
        while self.waiting:
            future = self.waiting.pop(0)
            if not future.done():
                future.set_result(connection)
                return
        self.idle.append(connection)

    async def fetch(self, query, *args, timeout=None):
        async with self.acquire() as connection:
            return await connection.fetch(query, *args)

    async def fetchrow(self, query, *args, timeout=None):
        async with self.acquire() as connection:
            return await connection.fetchrow(query, *args)

    async def fetchval(self, query, *args, column=0, timeout=None):
        async with self.acquire() as connection:
            return await connection.fetchval(query, *args, column=column)

    async def execute(self, query, *args, timeout=None):
        async with self.acquire() as connection:
            return await connection.execute(query, *args)

    def get_size(self):
        return self.count

    def get_idle_size(self):
        return len(self.idle)

    async def close(self):
        self.closed = True
        self.idle.clear()


def create_pool(dsn=None, *, min_size=10, max_size=10, **kwargs):
    if max_size < 1:
        raise ValueError("max_size is expected to be greater than zero")
    return Pool(min(min_size, max_size), max_size)
