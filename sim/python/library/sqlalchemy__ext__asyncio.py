"""sqlalchemy.ext.asyncio: engines with a pool, sessions, transactions. Each statement takes the scenario's query time."""
import _network
import sqlalchemy as _sa
from _http import unsupported
from _sql import wait as _wait, wait_in_line


class _QueuePool:
    """pool_size connections kept, max_overflow more at need; whoever finds none free waits, first come, first served."""

    def __init__(self, size, overflow, timeout):
        self.size, self.overflow, self.timeout = size, overflow, timeout
        self.free = 0
        self.open = 0
        self.waiting = []

    async def take(self):
        if self.free:
            self.free -= 1
            return
        if self.open < self.size + self.overflow:
            self.open += 1
            try:
                await _wait("connect to the database", _network.cost("database.connect"))
            except BaseException:
                self.open -= 1
                raise
            return
        if not await wait_in_line(self.waiting, self.timeout, lambda _: self.give_back()):
            raise _sa.TimeoutError(f"QueuePool limit of size {self.size} overflow {self.overflow} reached, connection timed out, timeout "
                                   f"{self.timeout:.2f} (Background on this error at: https://sqlalche.me/e/20/3o7r)")

    def give_back(self):
        while self.waiting:
            future = self.waiting.pop(0)
            if not future.done():
                future.set_result(True)
                return
        if self.open > self.size:
            self.open -= 1
        else:
            self.free += 1

    def status(self):
        return f"Pool size: {self.size}  Connections in pool: {self.free} Current Overflow: {self.open - self.size} Current Checked out connections: {self.open - self.free}"

    def checkedout(self):
        return self.open - self.free


class AsyncEngine:
    def __init__(self, url, *, pool_size=5, max_overflow=10, pool_timeout=30, echo=False, **kwargs):
        self.url = url
        self.database = str(url)
        self.echo = echo
        self.pool = _QueuePool(pool_size, max_overflow, pool_timeout)

    def connect(self):
        return AsyncConnection(self, False)

    def begin(self):
        return AsyncConnection(self, True)

    async def dispose(self):
        self.pool.open -= self.pool.free
        self.pool.free = 0

    def __repr__(self):
        return f"<sqlalchemy.ext.asyncio.engine.AsyncEngine object at {hex(id(self))}>"


def create_async_engine(url, **kwargs):
    return AsyncEngine(url, **kwargs)


class _Executor:
    """What connections and sessions share: running a statement takes time, and says so."""

    _dirty = False
    _rowcount = -1
    _extra = 0.0

    async def _run(self, statement):
        self._extra = 0.0
        self._rowcount = -1
        if self.engine.echo:
            print(f"INFO sqlalchemy.engine.Engine {statement}")
        if isinstance(statement, _sa.TextClause):
            rows = statement._run(self)
            await _wait(f"query {statement}", _network.cost("database.query") + self._extra)
        else:
            await _wait(f"query {statement}", _network.cost("database.query"))
            rows = statement._run(self)
        return _sa.Result(rows, self._rowcount, statement.names())


class AsyncConnection(_Executor):
    def __init__(self, engine, commits):
        self.engine, self.commits, self.database = engine, commits, engine.database

    async def __aenter__(self):
        await self.engine.pool.take()
        return self

    async def __aexit__(self, exc_type, exc, traceback):
        if self.commits:
            await _wait("COMMIT" if exc_type is None else "ROLLBACK", _network.cost("database.query"))
        self.engine.pool.give_back()

    def __await__(self):
        return self.__aenter__().__await__()

    async def execute(self, statement, parameters=None):
        return await self._run(statement)

    async def scalar(self, statement, parameters=None):
        return (await self._run(statement)).scalar()

    async def run_sync(self, function, *args, **kwargs):
        await _wait("CREATE TABLE", _network.cost("database.query"))
        return function(self, *args, **kwargs)

    async def commit(self):
        await _wait("COMMIT", _network.cost("database.query"))

    async def rollback(self):
        await _wait("ROLLBACK", _network.cost("database.query"))

    async def close(self):
        self.engine.pool.give_back()

    def _instance(self, cls, row):
        unsupported("an ORM class selected on a connection", "Use AsyncSession.")


class _Transaction:
    def __init__(self, session):
        self.session = session

    async def __aenter__(self):
        return self.session

    async def __aexit__(self, exc_type, exc, traceback):
        if exc_type is None:
            await self.session.commit()
        else:
            await self.session.rollback()


class AsyncResult:
    """What stream() and stream_scalars() give: a Result or ScalarResult whose rows are awaited."""

    def __init__(self, result):
        self._result = result

    async def __aiter__(self):
        for row in self._result:
            yield row

    async def partitions(self, size=None):
        rows = self._result.all()
        for i in range(0, len(rows), size or len(rows) or 1):
            yield rows[i:i + (size or len(rows))]

    def scalars(self):
        return AsyncResult(self._result.scalars())

    def mappings(self):
        return AsyncResult(self._result.mappings())

    def unique(self):
        return self

    async def all(self):
        return self._result.all()

    async def first(self):
        return self._result.first()

    async def one(self):
        return self._result.one()

    async def one_or_none(self):
        return self._result.one_or_none()

    async def close(self):
        pass


class AsyncSession(_Executor):
    def __init__(self, bind=None, *, expire_on_commit=True, autoflush=True, **kwargs):
        self.engine = self.bind = bind
        self.database = bind.database
        self._new, self._deleted, self._known, self._before = [], [], {}, {}
        self._connected = False

    async def __aenter__(self):
        return self

    async def __aexit__(self, exc_type, exc, traceback):
        await self.close()

    async def _connect(self):
        if not self._connected:
            await self.engine.pool.take()
            self._connected = True

    def _release(self):
        if self._connected:
            self._connected = False
            self.engine.pool.give_back()

    def _instance(self, cls, row):
        table = cls.__table__
        key = (cls, table.key_of(row))
        one = self._known.get(key)
        if one is None:
            one = cls.__new__(cls)
            one.__dict__.update(row)
            self._known[key] = one
            self._before[key] = dict(row)
        return one

    async def execute(self, statement, parameters=None, **kwargs):
        await self._connect()
        await self.flush()
        return await self._run(statement)

    async def stream(self, statement, parameters=None, **kwargs):
        return AsyncResult(await self.execute(statement, parameters))

    async def stream_scalars(self, statement, parameters=None, **kwargs):
        return AsyncResult(await self.scalars(statement, parameters))

    async def scalars(self, statement, parameters=None, **kwargs):
        return (await self.execute(statement)).scalars()

    async def scalar(self, statement, parameters=None, **kwargs):
        return (await self.execute(statement)).scalar()

    async def get(self, cls, key, **kwargs):
        key = key if isinstance(key, tuple) else (key,)
        found = self._known.get((cls, key))
        if found is not None:
            return found
        await self._connect()
        await self.flush()
        await _wait(f"query SELECT {cls.__tablename__}", _network.cost("database.query"))
        row = cls.__table__.rows(self.database).get(key)
        return None if row is None else self._instance(cls, row)

    def add(self, one):
        if one not in self._new:
            self._new.append(one)

    def add_all(self, many):
        for one in many:
            self.add(one)

    async def delete(self, one):
        self._deleted.append(one)

    async def flush(self, objects=None):
        new, self._new = self._new, []
        if new:
            await self._connect()
            await _wait(f"query INSERT {new[0].__tablename__}", _network.cost("database.query"))
            for one in new:
                table = type(one).__table__
                row = table.insert(self.database, {c.key: one.__dict__.get(c.key) for c in table.columns})
                one.__dict__.update(row)
                self._known[type(one), table.key_of(row)] = one
                self._before[type(one), table.key_of(row)] = dict(row)
        changed = [key for key, one in self._known.items() if any(one.__dict__.get(k) != v for k, v in self._before[key].items())]
        if changed:
            await self._connect()
            await _wait(f"query UPDATE {changed[0][0].__tablename__}", _network.cost("database.query"))
            for cls, key in changed:
                row = cls.__table__.rows(self.database).get(key)
                if row is not None:
                    row.update({k: self._known[cls, key].__dict__.get(k) for k in row})
                    self._before[cls, key] = dict(row)
        gone, self._deleted = self._deleted, []
        if gone:
            await self._connect()
            await _wait(f"query DELETE {gone[0].__tablename__}", _network.cost("database.query"))
            for one in gone:
                table = type(one).__table__
                key = table.key_of(one.__dict__)
                table.rows(self.database).pop(key, None)
                self._known.pop((type(one), key), None)

    async def commit(self):
        await self.flush()
        if self._connected:
            await _wait("COMMIT", _network.cost("database.query"))
        self._release()

    async def rollback(self):
        self._new, self._deleted = [], []
        if self._connected:
            await _wait("ROLLBACK", _network.cost("database.query"))
        self._release()

    async def refresh(self, one, attribute_names=None):
        await self._connect()
        table = type(one).__table__
        await _wait(f"query SELECT {table.name}", _network.cost("database.query"))
        row = table.rows(self.database).get(table.key_of(one.__dict__))
        if row is None:
            raise _sa.InvalidRequestError(f"Could not refresh instance '<{type(one).__name__}>'")
        one.__dict__.update(row)

    async def close(self):
        self._new, self._deleted, self._known, self._before = [], [], {}, {}
        self._release()

    def begin(self):
        return _Transaction(self)

    async def run_sync(self, function, *args, **kwargs):
        unsupported("AsyncSession.run_sync()", "Await the session's own methods.")


class async_sessionmaker:
    @classmethod
    def __class_getitem__(cls, item):
        return cls

    def __init__(self, bind=None, *, class_=AsyncSession, **kwargs):
        self.bind, self.class_, self.kwargs = bind, class_, kwargs

    def __call__(self, **kwargs):
        return self.class_(self.bind, **{**self.kwargs, **kwargs})

    def begin(self):
        session = self()
        return _SessionTransaction(session)


class _SessionTransaction(_Transaction):
    async def __aexit__(self, exc_type, exc, traceback):
        await super().__aexit__(exc_type, exc, traceback)
        await self.session.close()


class _AwaitableAttrs:
    def __init__(self, instance):
        self._instance = instance

    def __getattr__(self, name):
        async def read():
            return getattr(self._instance, name)
        return read()


class AsyncAttrs:
    """A mixin of mapped classes: `await row.awaitable_attrs.name`. Here all attributes are loaded already."""

    @property
    def awaitable_attrs(self):
        return _AwaitableAttrs(self)


_LEFT_OUT = {"async_scoped_session", "AsyncTransaction", "AsyncResult", "AsyncScalarResult", "AsyncMappingResult", "AsyncSessionTransaction",
             "async_object_session", "async_session", "async_engine_from_config", "AsyncConnectionPool", "close_all_sessions"}


def __getattr__(name):
    if name in _LEFT_OUT:
        unsupported(f"sqlalchemy.ext.asyncio.{name}", "Simulated: create_async_engine, AsyncSession, async_sessionmaker.")
    raise AttributeError(f"module 'sqlalchemy.ext.asyncio' has no attribute '{name}'")
