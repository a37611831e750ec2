"""asyncpg, simulated: connections and a pool with the scenario's times, plain statements over tables in memory (_sql)."""
import _network
import _sql
from _sql import wait as _wait, wait_in_line

__version__ = "0.30.0"


class PostgresError(Exception):
    pass


class InterfaceError(Exception):
    pass


class PostgresSyntaxError(PostgresError):
    pass


class UndefinedTableError(PostgresError):
    pass


class UndefinedColumnError(PostgresError):
    pass


class DuplicateTableError(PostgresError):
    pass


class UniqueViolationError(PostgresError):
    pass


class Record(dict):
    def __getitem__(self, key):
        return list(self.values())[key] if isinstance(key, int) else super().__getitem__(key)

    def __repr__(self):
        return "<Record " + " ".join(f"{k}={v!r}" for k, v in self.items()) + ">"


_databases = {}          # by where the program says they are


def _database(dsn):
    return _databases.setdefault(dsn, _sql.Database())


class Connection:
    def __init__(self, database):
        self._database = database
        self._closed = False
        self._busy = False

    async def _query(self, query, args):
        if self._closed:
            raise InterfaceError("connection is closed")
        if self._busy:
            raise InterfaceError("cannot perform operation: another operation is in progress")
        self._busy = True
        try:
            try:
                verb, rows, touched, extra = self._database.run(query, args)
            except _sql.SqlError as error:
                await _wait(f"query {' '.join(query.split())[:40]}", _network.cost("database.query"))
                raise globals()[error.kind](str(error)) from None
            await _wait(f"query {' '.join(query.split())[:40]}", _network.cost("database.query") + extra)
            return verb, [Record(row) for row in rows], touched
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
        statements = [one for one in query.split(";") if one.strip()] if not args else [query]
        for one in statements:
            verb, _, touched = await self._query(one, args)
        if verb in ("CREATE", "DROP"):
            return f"{verb} TABLE"
        return f"INSERT 0 {touched}" if verb == "INSERT" else f"{verb} {touched}" if verb in ("SELECT", "UPDATE", "DELETE") else verb

    async def prepare(self, query, *, timeout=None):
        return PreparedStatement(self, query)

    async def cursor(self, query, *args):
        for row in await self.fetch(query, *args):
            yield row

    async def executemany(self, query, args, timeout=None):
        for one in args:
            await self._query(query, one)

    def transaction(self, **kwargs):
        return _Transaction(self)

    def is_closed(self):
        return self._closed

    async def close(self, *, timeout=None):
        self._closed = True


class PreparedStatement:
    def __init__(self, connection, query):
        self._connection, self._query = connection, query

    async def fetch(self, *args, timeout=None):
        return await self._connection.fetch(self._query, *args)

    async def fetchrow(self, *args, timeout=None):
        return await self._connection.fetchrow(self._query, *args)

    async def fetchval(self, *args, column=0, timeout=None):
        return await self._connection.fetchval(self._query, *args, column=column)


class _Transaction:
    """A rollback brings back the tables as they were; transactions side by side are not kept apart."""

    def __init__(self, connection):
        self.connection, self.before = connection, None

    async def start(self):
        await self.connection._query("BEGIN", ())
        self.before = self.connection._database.state()

    async def commit(self):
        await self.connection._query("COMMIT", ())

    async def rollback(self):
        self.connection._database.restore(self.before)
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
    return Connection(_database(dsn))


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
    def __init__(self, dsn, min_size, max_size):
        self.dsn = dsn
        self.min_size, self.max_size = min_size, max_size
        self.idle, self.waiting, self.count, self.closed = [], [], 0, False

    async def _open(self):
        if self.idle or self.count:
            return self
        self.count = self.min_size
        if self.min_size:
            await _wait("connect to the database", _network.cost("database.connect"))
        self.idle = [Connection(_database(self.dsn)) for _ in range(self.min_size)]
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
                return await connect(self.dsn)
            except BaseException:
                self.count -= 1
                raise
        got = await wait_in_line(self.waiting, timeout, self._give_back)
        if got is None:
            raise TimeoutError
        return got

    async def executemany(self, query, args, timeout=None):
        async with self.acquire() as connection:
            return await connection.executemany(query, args)

    def acquire(self, *, timeout=None):
        return _Acquire(self, timeout)

    async def release(self, connection, *, timeout=None):
        self._give_back(connection)

    def _give_back(self, connection):
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
    return Pool(dsn, min(min_size, max_size), max_size)
