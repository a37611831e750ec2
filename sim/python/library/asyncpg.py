"""asyncpg, simulated: connections and a pool with the scenario's times, plain statements over tables in memory (_sql)."""
from collections import namedtuple
import itertools

import _network
import _sql
from _http import unsupported
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


class AmbiguousColumnError(PostgresError):
    pass


class UniqueViolationError(PostgresError):
    pass


class NoActiveSQLTransactionError(PostgresError):
    pass


class InFailedSQLTransactionError(PostgresError):
    pass


for _error in [PostgresError, *PostgresError.__subclasses__()] if hasattr(type, "__subclasses__") else ():
    _error.__module__ = "asyncpg.exceptions"
InterfaceError.__module__ = "asyncpg.exceptions._base"

ServerVersion = namedtuple("ServerVersion", "major minor micro releaselevel serial")


class Record:
    """A row: a tuple of values that is asked by name, too."""
    __slots__ = ("_row",)

    def __init__(self, row):
        self._row = row

    def __getitem__(self, key):
        if isinstance(key, slice):
            return tuple(self._row.values())[key]
        if not isinstance(key, int):
            return self._row[key]
        if not -len(self._row) <= key < len(self._row):
            raise IndexError("record index out of range")
        return list(self._row.values())[key]

    def __iter__(self):
        return iter(self._row.values())

    def __len__(self):
        return len(self._row)

    def __contains__(self, key):
        return key in self._row

    def __eq__(self, other):
        return tuple(self) == tuple(other) if isinstance(other, (Record, tuple)) else NotImplemented

    def __hash__(self):
        return hash(tuple(self))

    def get(self, key, default=None):
        return self._row.get(key, default)

    def keys(self):
        return iter(self._row)

    def values(self):
        return iter(self._row.values())

    def items(self):
        return iter(self._row.items())

    def __repr__(self):
        return "<Record " + " ".join(f"{k}={v!r}" for k, v in self.items()) + ">"


_databases = {}          # by where the program says they are


def _database(dsn, host="localhost", port=5432, database=None, user=None, **kwargs):
    return _databases.setdefault(dsn or (host, port, database or user), _sql.Database())


class Connection:
    def __init__(self, database):
        self._database = database
        self._closed = False
        self._busy = False
        self._transactions = []                          # begun and not ended, the outer ones first
        self._failed = False                             # an error in a transaction: until its end nothing else is done

    def __getattr__(self, name):
        if not name.startswith("_"):
            unsupported(f"asyncpg's Connection.{name}", "fetch, fetchrow, fetchval, execute, executemany, cursor, prepare and transaction are there.")
        raise AttributeError(f"'Connection' object has no attribute '{name}'")

    def get_server_version(self):
        return ServerVersion(17, 2, 0, "final", 0)

    def get_server_pid(self):
        return 4711

    def is_in_transaction(self):
        return bool(self._transactions)

    async def _query(self, query, args):
        if self._closed:
            raise InterfaceError("connection is closed")
        if self._busy:
            raise InterfaceError("cannot perform operation: another operation is in progress")
        self._busy = True
        try:
            label, cost = f"query {' '.join(query.split())[:40]}", _network.cost("database.query")
            try:
                if self._failed:
                    raise _sql.SqlError("InFailedSQLTransactionError", "current transaction is aborted, commands ignored until end of transaction block")
                verb, rows, touched, extra = self._database.run(query, args)
            except _sql.SqlError as error:
                self._failed = bool(self._transactions)
                await _wait(label, cost)
                raise globals()[error.kind](str(error)) from None
            await _wait(label, cost + extra)
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
        verb = ""
        for one in _sql.statements_of(query) if not args else [query]:
            verb, _, touched = await self._query(one, args)
        if verb in ("CREATE", "DROP"):
            return f"{verb} TABLE"
        return f"INSERT 0 {touched}" if verb == "INSERT" else f"{verb} {touched}" if verb in ("SELECT", "UPDATE", "DELETE") else verb

    async def prepare(self, query, *, timeout=None):
        return PreparedStatement(self, query)

    def cursor(self, query, *args, prefetch=None, timeout=None):
        return _CursorFactory(self, query, args, prefetch)

    async def executemany(self, query, args, timeout=None):
        for one in args:
            await self._query(query, one)

    def transaction(self, *, isolation=None, readonly=False, deferrable=False):
        return Transaction(self)

    def is_closed(self):
        return self._closed

    async def close(self, *, timeout=None):
        self._closed = True

    def terminate(self):
        self._closed = True


class PreparedStatement:
    def __init__(self, connection, query):
        self._connection, self._query = connection, query

    def get_query(self):
        return self._query

    async def fetch(self, *args, timeout=None):
        return await self._connection.fetch(self._query, *args)

    async def fetchrow(self, *args, timeout=None):
        return await self._connection.fetchrow(self._query, *args)

    async def fetchval(self, *args, column=0, timeout=None):
        return await self._connection.fetchval(self._query, *args, column=column)

    async def executemany(self, args, *, timeout=None):
        await self._connection.executemany(self._query, args)

    def cursor(self, *args, prefetch=None, timeout=None):
        return self._connection.cursor(self._query, *args, prefetch=prefetch)


class _CursorFactory:
    """What cursor() gives: to be iterated over, or awaited for a Cursor."""

    def __init__(self, connection, query, args, prefetch):
        self.connection, self.query, self.args, self.prefetch = connection, query, args, prefetch

    def __aiter__(self):
        prefetch = 50 if self.prefetch is None else self.prefetch
        if prefetch <= 0:
            raise InterfaceError("prefetch argument must be greater than zero")
        return self._rows(prefetch)

    async def _rows(self, prefetch):
        cursor = Cursor(self.connection, self.query, self.args)
        while rows := await cursor.fetch(prefetch):
            for row in rows:
                yield row
            if len(rows) < prefetch:
                break

    def __await__(self):
        if self.prefetch is not None:
            raise InterfaceError("prefetch argument can only be specified for iterable cursor")
        return Cursor(self.connection, self.query, self.args)._open().__await__()


class Cursor:
    """Each piece that is asked for costs a query's time."""

    def __init__(self, connection, query, args):
        self._connection, self._query, self._args = connection, query, args
        self._rows = None                                # those not handed out yet

    async def _open(self):
        if not self._connection._transactions:
            raise NoActiveSQLTransactionError("cursor cannot be created outside of a transaction")
        self._rows = iter(await self._connection.fetch(self._query, *self._args))
        return self

    async def fetch(self, n, *, timeout=None):
        if n <= 0:
            raise InterfaceError("n must be greater than zero")
        if self._rows is None:
            await self._open()
        else:
            await _wait("the cursor's next rows", _network.cost("database.query"))
        return list(itertools.islice(self._rows, n))

    async def fetchrow(self, *, timeout=None):
        rows = await self.fetch(1)
        return rows[0] if rows else None

    async def forward(self, n, *, timeout=None):
        return len(await self.fetch(n))


class Transaction:
    """A rollback brings back the tables as they were; transactions side by side are not kept apart. Inside another one it is a savepoint."""

    def __init__(self, connection):
        self._connection, self._before, self._state, self._managed = connection, None, "new", False

    async def start(self):
        if self._state == "started":
            raise InterfaceError("cannot start; the transaction is already started")
        self._check_not_over("start")
        await self._connection._query("SAVEPOINT" if self._connection._transactions else "BEGIN", ())
        self._before, self._state = self._connection._database.state(), "started"
        self._connection._transactions.append(self)

    def _check_not_over(self, what):
        if self._state in ("committed", "rolled back"):
            raise InterfaceError(f"cannot {what}; the transaction is already {self._state}")

    async def _end(self, what, state):
        if self._state == "new":
            raise InterfaceError(f"cannot {what}; the transaction is not yet started")
        self._check_not_over(what)
        connection = self._connection
        nested = len(connection._transactions) > 1
        if what == "rollback" or connection._failed and not nested:   # to commit what has failed is to roll it back
            connection._database.restore(self._before)
            connection._failed = False
        connection._transactions.remove(self)
        await connection._query({"commit": "RELEASE", "rollback": "ROLLBACK"}[what] if nested else what.upper(), ())
        self._state = state

    async def commit(self):
        if self._managed:
            raise InterfaceError("cannot manually commit from within an `async with` block")
        await self._end("commit", "committed")

    async def rollback(self):
        if self._managed:
            raise InterfaceError("cannot manually rollback from within an `async with` block")
        await self._end("rollback", "rolled back")

    async def __aenter__(self):
        if self._managed:
            raise InterfaceError("cannot enter context: already in an `async with` block")
        self._managed = True
        await self.start()

    async def __aexit__(self, exc_type, exc, traceback):
        self._managed = False
        if exc_type is None:
            await self.commit()
        else:
            await self.rollback()


async def connect(dsn=None, **kwargs):
    await _wait("connect to the database", _network.cost("database.connect"))
    return Connection(_database(dsn, **kwargs))


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
    def __init__(self, dsn, min_size, max_size, setup, init, where):
        self.dsn, self.where, self.setup, self.init = dsn, where, setup, init
        self.min_size, self.max_size = min_size, max_size
        self.idle, self.waiting, self.count, self.closed, self.all_back = [], [], 0, False, None

    async def _open(self):
        if self.idle or self.count:
            return self
        self.count = self.min_size
        if self.min_size:
            await _wait("connect to the database", _network.cost("database.connect"))
        self.idle = [Connection(_database(self.dsn, **self.where)) for _ in range(self.min_size)]
        if self.init:
            for connection in self.idle:
                await self.init(connection)
        return self

    def __await__(self):
        return self._open().__await__()

    async def __aenter__(self):
        return await self._open()

    async def __aexit__(self, *exc_info):
        await self.close()

    async def _take(self, timeout):
        connection = await self._choose(timeout)
        if self.setup:
            await self.setup(connection)
        return connection

    async def _choose(self, timeout):
        if self.closed:
            raise InterfaceError("pool is closed")
        if self.idle:
            return self.idle.pop()
        if self.count < self.max_size:
            self.count += 1
            try:
                connection = await connect(self.dsn, **self.where)
                if self.init:
                    await self.init(connection)
                return connection
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
        if connection._closed:
            connection = Connection(connection._database)
        while self.waiting:
            future = self.waiting.pop(0)
            if not future.done():
                future.set_result(connection)
                return
        self.idle.append(connection)
        if self.all_back and len(self.idle) == self.count:
            self.all_back.set_result(None)

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

    def get_min_size(self):
        return self.min_size

    def get_max_size(self):
        return self.max_size

    async def close(self):
        """Waits until every connection is back."""
        self.closed = True
        if len(self.idle) < self.count and not self.all_back:
            self.all_back = _network.waiter("the pool's connections to come back", None)
            await self.all_back
        self.terminate()

    def terminate(self):
        self.closed = True
        for connection in self.idle:
            connection.terminate()
        self.idle.clear()
        self.count = 0


def create_pool(dsn=None, *, min_size=10, max_size=10, setup=None, init=None, **kwargs):
    if max_size < 1:
        raise ValueError("max_size is expected to be greater than zero")
    if min_size > max_size:
        raise ValueError("min_size is greater than max_size")
    return Pool(dsn, min_size, max_size, setup, init, kwargs)
