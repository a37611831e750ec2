"""sqlalchemy.ext.asyncio: engines with a pool, sessions, transactions. Each statement takes the scenario's query time."""
import _network
import sqlalchemy as _sa
from _http import unsupported
from _sql import Database as _Database, Table as _Table, wait as _wait, wait_in_line


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


class _Tables(_Database):
    def __init__(self, database):
        super().__init__()
        self.database = database

    def table(self, name):
        mapped = _sa._mapped.get(name)
        if mapped is None:
            return super().table(name)
        copy = _Table(name, [c.key for c in mapped.columns], False)
        copy.rows = [dict(row) for row in mapped.rows(self.database).values()]
        return copy


class AsyncEngine:
    def __init__(self, url, *, pool_size=5, max_overflow=10, pool_timeout=30, echo=False, **kwargs):
        self.url = url
        self.database = str(url)
        self.echo = echo
        self.pool = _QueuePool(pool_size, max_overflow, pool_timeout)
        self._tables = None

    def plain_tables(self):
        """What SQL as text works on: tables of its own, and copies of the mapped ones."""
        if self._tables is None:
            self._tables = _Tables(self.database)
        return self._tables

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


def _with_parameters(statement, parameters):
    if parameters is None:
        return statement
    if isinstance(statement, _sa.Insert):
        return statement.values(parameters)
    if isinstance(statement, _sa.TextClause) and isinstance(parameters, dict):
        return statement.bindparams(**parameters)
    unsupported("parameters beside this statement", "Only insert() takes them, one dict or a list of them, and text() one dict.")


class _Executor:
    """What connections and sessions share: running a statement takes time, and says so; a rollback takes back what was changed."""

    _rowcount = -1
    _extra = 0.0

    async def _run(self, statement, parameters=None):
        statement = _with_parameters(statement, parameters)
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
        joined = any(load.joined for load in getattr(statement, "loads", ()))
        return _sa.Result(rows, self._rowcount, statement.names(), joined)

    def _row_changed(self, cls, row, changes):
        """By an UPDATE: instances are a session's, a connection has none."""

    def _row_deleted(self, cls, key):
        pass

    def _take_back(self):
        undo, self._undo = self._undo, []
        for rows, key, before in reversed(undo):
            if before is None:
                rows.pop(key, None)
            else:
                rows[key] = before


class AsyncConnection(_Executor):
    def __init__(self, engine, commits):
        self.engine, self.commits, self.database = engine, commits, engine.database
        self._undo = []

    async def __aenter__(self):
        await self.engine.pool.take()
        return self

    async def __aexit__(self, exc_type, exc, traceback):
        if self.commits:
            await _wait("COMMIT" if exc_type is None else "ROLLBACK", _network.cost("database.query"))
        if exc_type is not None or not self.commits:
            self._take_back()
        self.engine.pool.give_back()

    def __await__(self):
        return self.__aenter__().__await__()

    async def execute(self, statement, parameters=None):
        return await self._run(statement, parameters)

    async def scalar(self, statement, parameters=None):
        return (await self._run(statement, parameters)).scalar()

    async def scalars(self, statement, parameters=None):
        return (await self._run(statement, parameters)).scalars()

    async def run_sync(self, function, *args, **kwargs):
        await _wait("CREATE TABLE", _network.cost("database.query"))
        return function(self, *args, **kwargs)

    async def commit(self):
        await _wait("COMMIT", _network.cost("database.query"))
        self._undo = []

    async def rollback(self):
        await _wait("ROLLBACK", _network.cost("database.query"))
        self._take_back()

    async def close(self):
        self._take_back()
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
    """`_known`: the instances of rows, by class and key; `_before`: their rows as they were read."""

    def __init__(self, bind=None, *, expire_on_commit=True, autoflush=True, **kwargs):
        self.engine = self.bind = bind
        self.database = bind.database
        self._expires = expire_on_commit
        self._autoflush = autoflush
        self._new, self._deleted, self._known, self._before, self._undo = [], [], {}, {}, []
        self._connected = self._connecting = self._busy = False

    async def __aenter__(self):
        return self

    async def __aexit__(self, exc_type, exc, traceback):
        await self.close()

    async def _connect(self):
        """A session is one task's: two at once are refused with what the real one says."""
        if self._connecting:
            raise _sa.ConcurrentUse()
        if self._busy:
            raise _sa.InterfaceError("cannot perform operation: another operation is in progress")
        if not self._connected:
            self._connecting = True
            try:
                await self.engine.pool.take()
            finally:
                self._connecting = False
            self._connected = True

    def _release(self):
        if self._connected:
            self._connected = False
            self.engine.pool.give_back()

    # ---- instances and their rows
    def _instance(self, cls, row):
        key = (cls, cls.__table__.key_of(row))
        one = self._known.get(key)
        if one is None:
            one = cls.__new__(cls)
            self._store(one, row)
        elif one.__dict__.get("_sa_expired"):
            self._store(one, row)
        return one

    def _store(self, one, row):
        one.__dict__.update(row)
        one.__dict__.update(_sa_stored=True, _sa_session=self, _sa_expired=False)
        key = (type(one), type(one).__table__.key_of(row))
        self._known[key] = one
        self._before[key] = dict(row)

    def _changed(self, key, one):
        before = self._before[key]
        return {name: one.__dict__[name] for name in before if name in one.__dict__ and one.__dict__[name] != before[name]}

    def _row_changed(self, cls, row, changes):
        key = (cls, cls.__table__.key_of(row))
        one = self._known.get(key)
        if one is None or one.__dict__.get("_sa_expired"):
            return
        own = self._changed(key, one)              # what the program has set itself stays, to be written
        one.__dict__.update({name: row[name] for name in changes if name not in own})
        self._before[key] = dict(row)

    def _row_deleted(self, cls, key):
        self._known.pop((cls, key), None)

    def _load(self, one, relationship):
        found = [self._instance(relationship.target, row) for row in relationship.rows(self.database, one)]
        if not relationship.is_list:
            found = found[0] if found else None
        one.__dict__[relationship.key] = found
        one.__dict__.setdefault("_sa_members", {})[relationship.key] = list(found) if relationship.is_list else found
        back = relationship.back and getattr(relationship.target, relationship.back)
        if back and not back.is_list:
            for other in found if relationship.is_list else [found]:
                if other is not None:
                    other.__dict__[back.key] = one
        return found

    async def _load_along(self, instances, path, joined):
        for relationship in path:
            if not joined and instances:
                await _wait(f"query SELECT {relationship.target.__tablename__}", _network.cost("database.query"))
            found = []
            for one in instances:
                got = self._load(one, relationship)
                found.extend(got if relationship.is_list else [got] if got is not None else [])
            instances = found

    async def _load_with(self, statement, result):
        instances = [value for row in result._all for value in row if hasattr(type(value), "__relationships__")]
        for load in getattr(statement, "loads", ()):
            await self._load_along([one for one in instances if isinstance(one, load.path[0].owner)], load.path, load.joined)
        for cls in {type(one): None for one in instances}:
            for relationship in cls.__relationships__.values():
                if relationship.lazy in ("selectin", "joined"):
                    waiting = [one for one in instances if type(one) is cls and relationship.key not in one.__dict__]
                    await self._load_along(waiting, [relationship], relationship.lazy == "joined")

    # ---- queries
    async def execute(self, statement, parameters=None, **kwargs):
        await self._connect()
        if self._autoflush:
            await self.flush()
        self._busy = True
        try:
            result = await self._run(statement, parameters)
            await self._load_with(statement, result)
        finally:
            self._busy = False
        return result

    async def stream(self, statement, parameters=None, **kwargs):
        return AsyncResult(await self.execute(statement, parameters))

    async def stream_scalars(self, statement, parameters=None, **kwargs):
        return AsyncResult(await self.scalars(statement, parameters))

    async def scalars(self, statement, parameters=None, **kwargs):
        return (await self.execute(statement, parameters)).scalars()

    async def scalar(self, statement, parameters=None, **kwargs):
        return (await self.execute(statement, parameters)).scalar()

    async def get(self, cls, key, *, options=(), **kwargs):
        key = key if isinstance(key, tuple) else (key,)
        one = self._known.get((cls, key))
        if one is None or one.__dict__.get("_sa_expired"):
            await self._connect()
            await self.flush()
            await _wait(f"query SELECT {cls.__tablename__}", _network.cost("database.query"))
            row = cls.__table__.rows(self.database).get(key)
            one = None if row is None else self._instance(cls, row)
        if one is not None:
            for load in options:
                await self._load_along([one], load.path, load.joined)
        return one

    async def refresh(self, one, attribute_names=None):
        await self._connect()
        await self.flush()
        table = type(one).__table__
        await _wait(f"query SELECT {table.name}", _network.cost("database.query"))
        row = next((table.rows(self.database).get(key) for (cls, key), known in self._known.items() if known is one), None)
        if row is None:
            raise _sa.InvalidRequestError(f"Could not refresh instance '<{type(one).__name__} at {hex(id(one))}>'")
        self._store(one, row)
        for name in attribute_names or ():
            if name in type(one).__relationships__:
                await self._load_along([one], [type(one).__relationships__[name]], True)

    # ---- what is to be written
    def add(self, one):
        if not any(other is one for other in self._new) and "_sa_stored" not in one.__dict__:
            self._new.append(one)
            self._add_what_belongs_to([one])

    def add_all(self, many):
        for one in many:
            self.add(one)

    async def delete(self, one):
        self._deleted.append(one)

    def _add_what_belongs_to(self, instances):
        """Those that hang on others by their relationships are added with them."""
        queue = list(instances)
        while queue:
            one = queue.pop(0)
            for relationship in type(one).__relationships__.values():
                found = one.__dict__.get(relationship.key)
                for other in (found if relationship.is_list else [found]) if found else ():
                    if "_sa_stored" not in other.__dict__ and not any(o is other for o in self._new):
                        self._new.append(other)
                        queue.append(other)

    def _bind(self, one):
        """The foreign keys that its relationships say; members that were taken out of a list are bound no more."""
        for relationship in type(one).__relationships__.values():
            if relationship.key not in one.__dict__ or one.__dict__.get("_sa_expired"):
                continue
            column = relationship.column
            wanted = column.foreign.partition(".")[2]
            found = one.__dict__[relationship.key]
            if not relationship.many:
                if found is not None and wanted in found.__dict__:
                    one.__dict__[column.key] = found.__dict__[wanted]
                continue
            now = found if relationship.is_list else [found] if found is not None else []
            before = one.__dict__.get("_sa_members", {}).get(relationship.key) or []
            for other in before if relationship.is_list else ():
                if not any(o is other for o in now):
                    if "delete-orphan" in relationship.cascade:
                        self._deleted.append(other)
                    else:
                        other.__dict__[column.key] = None
            for other in now:
                if wanted in one.__dict__:
                    other.__dict__[column.key] = one.__dict__[wanted]
            if relationship.is_list:
                one.__dict__.setdefault("_sa_members", {})[relationship.key] = list(now)

    def _in_order(self, new):
        """First those whose keys others need."""
        out = []

        def place(one, under):
            if any(o is one for o in out) or any(o is one for o in under):
                return
            for other in new:
                for relationship in type(other).__relationships__.values():
                    found = other.__dict__.get(relationship.key)
                    members = found if isinstance(found, list) else [found]
                    if relationship.many and any(m is one for m in members):
                        place(other, [*under, one])
                    if not relationship.many and other is one and found is not None and any(n is found for n in new):
                        place(found, [*under, one])
            out.append(one)

        for one in new:
            place(one, [])
        return out

    async def flush(self, objects=None):
        self._add_what_belongs_to([*self._new, *self._known.values()])
        new, self._new = self._in_order(self._new), []
        if new:
            await self._connect()
            for name in dict.fromkeys(one.__tablename__ for one in new):
                await _wait(f"query INSERT {name}", _network.cost("database.query"))
            for one in new:
                self._bind(one)
                table = type(one).__table__
                self._store(one, table.insert(self, {c.key: one.__dict__.get(c.key) for c in table.columns}))
                self._bind(one)
        for one in list(self._known.values()):
            self._bind(one)
        changed = {key: changes for key, one in self._known.items() if (changes := self._changed(key, one))}
        if changed:
            await self._connect()
            await _wait(f"query UPDATE {next(iter(changed))[0].__tablename__}", _network.cost("database.query"))
            for (cls, key), changes in changed.items():
                row = cls.__table__.rows(self.database).get(key)
                if row is not None:
                    cls.__table__.change(self, row, changes)
                    self._before[cls, key] = dict(row)
        gone, self._deleted = self._deleted, []
        if gone:
            await self._connect()
            await _wait(f"query DELETE {gone[0].__tablename__}", _network.cost("database.query"))
            for one in gone:
                self._delete_row(type(one), type(one).__table__.key_of(one.__dict__), one)

    def _delete_row(self, cls, key, one):
        """With what hangs on it, as its relationships say."""
        for relationship in cls.__relationships__.values():
            if relationship.many:
                for row in relationship.rows(self.database, one):
                    table = relationship.target.__table__
                    other = self._instance(relationship.target, row)
                    if relationship.deletes:
                        self._delete_row(relationship.target, table.key_of(row), other)
                    else:
                        table.change(self, row, {relationship.column.key: None})
                        other.__dict__[relationship.column.key] = None
        cls.__table__.delete(self, key)
        self._known.pop((cls, key), None)

    # ---- transactions
    async def commit(self):
        await self.flush()
        if self._connected:
            await _wait("COMMIT", _network.cost("database.query"))
        self._undo = []
        if self._expires:
            self._expire()
        self._release()

    def _expire(self):
        for one in self._known.values():
            for name in [*(c.key for c in type(one).__table__.columns), *type(one).__relationships__]:
                one.__dict__.pop(name, None)
            one.__dict__["_sa_expired"] = True

    def expire_all(self):
        self._expire()

    async def rollback(self):
        self._new, self._deleted = [], []
        if self._connected:
            await _wait("ROLLBACK", _network.cost("database.query"))
        undone = {(id(rows), key) for rows, key, before in self._undo if before is None}
        self._take_back()
        for (cls, key), one in list(self._known.items()):
            if (id(cls.__table__.rows(self.database)), key) in undone:       # it was added, and is no row any more
                del self._known[cls, key]
                for name in ("_sa_stored", "_sa_session", "_sa_expired"):
                    one.__dict__.pop(name, None)
        self._expire()
        self._release()

    def in_transaction(self):
        return self._connected

    def expunge_all(self):
        for one in self._known.values():
            one.__dict__["_sa_session"] = None
        self._new, self._deleted, self._known, self._before = [], [], {}, {}

    async def close(self):
        self._take_back()
        self.expunge_all()
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
            one = self._instance
            session = one.__dict__.get("_sa_session")
            relationship = type(one).__relationships__.get(name)
            if session is not None and one.__dict__.get("_sa_expired"):
                await session.refresh(one)
            if session is not None and relationship is not None and name not in one.__dict__:
                await session._load_along([one], [relationship], False)
            return getattr(one, name)
        return read()


class AsyncAttrs:
    """A mixin of mapped classes: `await row.awaitable_attrs.name` asks the database for what is not loaded."""

    @property
    def awaitable_attrs(self):
        return _AwaitableAttrs(self)


_LEFT_OUT = {"async_scoped_session", "AsyncTransaction", "AsyncResult", "AsyncScalarResult", "AsyncMappingResult", "AsyncSessionTransaction",
             "async_object_session", "async_session", "async_engine_from_config", "AsyncConnectionPool", "close_all_sessions"}


def __getattr__(name):
    if name in _LEFT_OUT:
        unsupported(f"sqlalchemy.ext.asyncio.{name}", "Simulated: create_async_engine, AsyncSession, async_sessionmaker.")
    raise AttributeError(f"module 'sqlalchemy.ext.asyncio' has no attribute '{name}'")
