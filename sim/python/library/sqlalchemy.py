"""SQLAlchemy 2, simulated: mapped classes over tables in memory, select and its kin, sessions with a pool. What is left out says so.

A table that the program neither creates nor fills holds rows all the same: as many as the scenario's [database] says.
"""
import datetime as _datetime

import _network
from _http import unsupported

__version__ = "2.0.36"


# ---- types of columns

class _ColumnType:
    def __init__(self, *args, **kwargs):
        self.args = args


class Integer(_ColumnType):
    python_type = int


class BigInteger(Integer):
    pass


class SmallInteger(Integer):
    pass


class String(_ColumnType):
    python_type = str


class Text(String):
    pass


class Float(_ColumnType):
    python_type = float


class Numeric(Float):
    pass


class Boolean(_ColumnType):
    python_type = bool


class DateTime(_ColumnType):
    python_type = _datetime.datetime


class Date(_ColumnType):
    python_type = _datetime.date


class Time(_ColumnType):
    python_type = _datetime.time


class Interval(_ColumnType):
    python_type = _datetime.timedelta


class LargeBinary(_ColumnType):
    python_type = bytes


class Enum(_ColumnType):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.python_type = args[0] if args and isinstance(args[0], type) else str


class JSON(_ColumnType):
    python_type = dict


INTEGER, SMALLINT, BIGINT = Integer, SmallInteger, BigInteger
CHAR = VARCHAR = NCHAR = NVARCHAR = Unicode = String
TEXT = CLOB = UnicodeText = Text
FLOAT = REAL = Double = DOUBLE = Float
DECIMAL = NUMERIC = Numeric
BOOLEAN, DATE, TIME, BLOB = Boolean, Date, Time, LargeBinary
DATETIME = TIMESTAMP = DateTime


class Index:
    """Accepted, and of no effect: a query takes what the scenario says, however it finds its rows."""

    def __init__(self, *args, **kwargs):
        pass


class ForeignKey:
    def __init__(self, column, **kwargs):
        self.column = column


# ---- expressions: functions of a row

class Expression:
    def __init__(self, text, value):
        self.text = text
        self.value = value          # row (a dict) -> value

    def _operator(self, symbol, other, apply):
        if isinstance(other, Expression):
            return Condition(f"{self.text} {symbol} {other.text}", lambda row: apply(self.value(row), other.value(row)))
        return Condition(f"{self.text} {symbol} {other!r}", lambda row: apply(self.value(row), other))

    def __eq__(self, other):
        return self._operator("=", other, lambda a, b: a == b)

    def __ne__(self, other):
        return self._operator("!=", other, lambda a, b: a != b)

    def __lt__(self, other):
        return self._operator("<", other, lambda a, b: a is not None and a < b)

    def __le__(self, other):
        return self._operator("<=", other, lambda a, b: a is not None and a <= b)

    def __gt__(self, other):
        return self._operator(">", other, lambda a, b: a is not None and a > b)

    def __ge__(self, other):
        return self._operator(">=", other, lambda a, b: a is not None and a >= b)

    def __add__(self, other):
        return self._operator("+", other, lambda a, b: a + b)

    def __sub__(self, other):
        return self._operator("-", other, lambda a, b: a - b)

    def __hash__(self):
        return id(self)

    def in_(self, values):
        values = list(values)
        return Condition(f"{self.text} IN {tuple(values)!r}", lambda row: self.value(row) in values)

    def is_(self, other):
        return Condition(f"{self.text} IS {other!r}", lambda row: self.value(row) is other)

    def is_not(self, other):
        return Condition(f"{self.text} IS NOT {other!r}", lambda row: self.value(row) is not other)

    def between(self, low, high):
        return Condition(f"{self.text} BETWEEN {low!r} AND {high!r}", lambda row: low <= self.value(row) <= high)

    def like(self, pattern):
        return self._like(pattern, lambda text: text)

    def ilike(self, pattern):
        return self._like(pattern.lower(), lambda text: text.lower())

    def contains(self, part):
        return Condition(f"{self.text} LIKE '%{part}%'", lambda row: part in self.value(row))

    def startswith(self, part):
        return Condition(f"{self.text} LIKE '{part}%'", lambda row: self.value(row).startswith(part))

    def _like(self, pattern, prepared):
        import re
        compiled = re.compile("^" + re.escape(pattern).replace("%", ".*").replace("_", ".") + "$")
        return Condition(f"{self.text} LIKE {pattern!r}", lambda row: compiled.match(prepared(self.value(row))) is not None)

    def desc(self):
        return _Order(self, True)

    def asc(self):
        return _Order(self, False)

    def label(self, name):
        out = Expression(self.text, self.value)
        out.key = name
        return out

    def __bool__(self):
        raise TypeError("Boolean value of this clause is not defined")


class Condition(Expression):
    def __and__(self, other):
        return Condition(f"{self.text} AND {other.text}", lambda row: self.value(row) and other.value(row))

    def __or__(self, other):
        return Condition(f"({self.text} OR {other.text})", lambda row: self.value(row) or other.value(row))

    def __invert__(self):
        return Condition(f"NOT ({self.text})", lambda row: not self.value(row))


class _Order:
    def __init__(self, expression, reverse):
        self.expression, self.reverse = expression, reverse


def and_(*conditions):
    out = conditions[0]
    for condition in conditions[1:]:
        out = out & condition
    return out


def or_(*conditions):
    out = conditions[0]
    for condition in conditions[1:]:
        out = out | condition
    return out


def not_(condition):
    return ~condition


def desc(expression):
    return expression.desc()


def asc(expression):
    return expression.asc()


class _Aggregate(Expression):
    def __init__(self, name, of, fold):
        super().__init__(f"{name}({of.text if of is not None else '*'})", None)
        self.of, self.fold, self.key = of, fold, f"{name}_1"

    def over(self, rows):
        return self.fold([row if self.of is None else self.of.value(row) for row in rows])

    def label(self, name):
        out = _Aggregate("", self.of, self.fold)
        out.text, out.key = self.text, name
        return out


class _Functions:
    def count(self, of=None):
        return _Aggregate("count", of if isinstance(of, Expression) else None, len)

    def sum(self, of):
        return _Aggregate("sum", of, lambda values: sum(values) if values else None)

    def max(self, of):
        return _Aggregate("max", of, lambda values: max(values, default=None))

    def min(self, of):
        return _Aggregate("min", of, lambda values: min(values, default=None))

    def avg(self, of):
        return _Aggregate("avg", of, lambda values: sum(values) / len(values) if values else None)

    def now(self):
        return Expression("now()", lambda row: _datetime.datetime.now())

    def __getattr__(self, name):
        unsupported(f"sqlalchemy.func.{name}", "Use count, sum, max, min or avg.")


func = _Functions()


# ---- tables

class Column(Expression):
    """A column of a mapped class: on the class an expression, on an instance its value."""

    def __init__(self, *args, primary_key=False, nullable=None, default=None, index=False, unique=False, server_default=None, autoincrement=None,
                 onupdate=None, **kwargs):
        self.key = args[0] if args and isinstance(args[0], str) else None
        types = [a for a in args if isinstance(a, _ColumnType) or (isinstance(a, type) and issubclass(a, _ColumnType))]
        self.python_type = types[0].python_type if types else None
        self.primary_key, self.default, self.unique = primary_key, default, unique
        self.server_default = server_default
        self.foreign = next((a.column for a in args if isinstance(a, ForeignKey)), None)   # "table.column"
        super().__init__(self.key or "", self._of)

    def _of(self, row):
        return row.get(self.key)

    def __set_name__(self, owner, name):
        self.key = self.key or name
        self.text = f"{getattr(owner, '__tablename__', owner.__name__)}.{self.key}"

    def __get__(self, instance, owner):
        if instance is None:
            return self
        if self.key not in instance.__dict__ and instance.__dict__.get("_sa_expired"):
            raise MissingGreenlet()
        return instance.__dict__.get(self.key)

    def __set__(self, instance, value):
        instance.__dict__[self.key] = value

    def new_value(self):
        if self.default is not None:
            return self.default() if callable(self.default) else self.default
        if self.server_default is not None:
            return self.server_default.value({}) if isinstance(self.server_default, Expression) else self.server_default
        return None


class Table:
    """The rows of one mapped class, by primary key."""

    def __init__(self, cls, columns):
        self.cls, self.columns, self.name = cls, columns, cls.__tablename__
        self.keys = [c.key for c in columns if c.primary_key]
        self.databases = {}

    def rows(self, database, create=False):
        rows = self.databases.get(database)
        if rows is None:
            rows = self.databases[database] = {}
            if not create:
                for i in range(1, _network.rows() + 1):
                    row = {c.key: self._sample(c, i) for c in self.columns}
                    rows[self.key_of(row)] = row
        return rows

    def _sample(self, column, i):
        kind = column.python_type
        if column.primary_key or kind is int:
            return f"{self.name}-{i}" if kind is str else i
        if kind is float:
            return float(i)
        if kind is bool:
            return i % 2 == 0
        if kind is _datetime.datetime:
            return _datetime.datetime(2026, 1, 1)
        if hasattr(kind, "__members__"):
            return list(kind)[i % len(kind)]
        samples = {_datetime.date: _datetime.date(2026, 1, 1), _datetime.time: _datetime.time(), _datetime.timedelta: _datetime.timedelta(), bytes: b""}
        return f"{column.key} {i}" if kind in (str, None) else samples.get(kind)

    def key_of(self, row):
        return tuple(row.get(key) for key in self.keys)

    def insert(self, session, row):
        rows = self.rows(session.database)
        for column in self.columns:
            if row.get(column.key) is None:
                row[column.key] = column.new_value()
        for key in self.keys:
            if row.get(key) is None:
                row[key] = max((k[0] for k in rows), default=0) + 1
        key = self.key_of(row)
        for column in self.columns:
            if (column.unique and any(other[column.key] == row[column.key] for other in rows.values())) or (column.primary_key and key in rows):
                raise self._taken(column, row, session.database.startswith("sqlite"))
        rows[key] = row
        session._undo.append((rows, key, None))
        return row

    def _taken(self, column, row, sqlite):
        statement = f"INSERT INTO {self.name}"
        if sqlite:
            return IntegrityError(f"UNIQUE constraint failed: {self.name}.{column.key}", statement, row, _SqliteIntegrityError)
        suffix = "pkey" if column.primary_key else f"{column.key}_key"
        return IntegrityError(f'duplicate key value violates unique constraint "{self.name}_{suffix}"\n'
                              f"DETAIL:  Key ({column.key})=({row[column.key]}) already exists.", statement, row)

    def change(self, session, row, changes):
        session._undo.append((self.rows(session.database), self.key_of(row), dict(row)))
        row.update(changes)

    def delete(self, session, key):
        rows = self.rows(session.database)
        row = rows.pop(key, None)
        if row is not None:
            session._undo.append((rows, key, row))


class MetaData:
    def __init__(self):
        self.tables = {}

    def create_all(self, bind, **kwargs):
        for table in self.tables.values():
            if bind.database not in table.databases:
                table.rows(bind.database, create=True)

    def drop_all(self, bind, **kwargs):
        for table in self.tables.values():
            table.databases[bind.database] = {}


# ---- errors

class SQLAlchemyError(Exception):
    code = None

    def __str__(self):
        text = super().__str__()
        return text if self.code is None else f"{text} (Background on this error at: https://sqlalche.me/e/20/{self.code})"


class ArgumentError(SQLAlchemyError):
    pass


class InvalidRequestError(SQLAlchemyError):
    pass


class NoResultFound(InvalidRequestError):
    pass


class MultipleResultsFound(InvalidRequestError):
    pass


class MissingGreenlet(InvalidRequestError):
    code = "xd2s"

    def __init__(self):
        super().__init__("greenlet_spawn has not been called; can't call await_only() here. Was IO attempted in an unexpected place?")


class ConcurrentUse(InvalidRequestError):
    code = "isce"

    def __init__(self):
        super().__init__("This session is provisioning a new connection; concurrent operations are not permitted")


ConcurrentUse.__name__ = ConcurrentUse.__qualname__ = "InvalidRequestError"


class DetachedInstanceError(SQLAlchemyError):
    code = "bhk3"


class TimeoutError(SQLAlchemyError):
    pass


class DBAPIError(SQLAlchemyError):
    """`orig`: what the driver raised."""

    driver = "PostgresError"

    def __init__(self, message, statement=None, params=None, kind=None):
        import asyncpg
        self.orig = (kind or getattr(asyncpg, self.driver))(message)
        self.statement, self.params = statement, params
        driver = f"(sqlalchemy.dialects.postgresql.asyncpg.{type(self).__name__}) {type(self.orig)}:" if kind is None else "(sqlite3.IntegrityError)"
        super().__init__(f"{driver} {message}\n[SQL: {statement}]\n[parameters: {params}]\n")

    def __str__(self):
        return SQLAlchemyError.__str__(self).replace("\n (Background", "\n(Background")


class IntegrityError(DBAPIError):
    driver = "UniqueViolationError"
    code = "gkpj"


class _SqliteIntegrityError(Exception):
    pass


_SqliteIntegrityError.__name__ = _SqliteIntegrityError.__qualname__ = "IntegrityError"
_SqliteIntegrityError.__module__ = "sqlite3"


class OperationalError(DBAPIError):
    code = "e3q8"


class InterfaceError(DBAPIError):
    code = "rvf5"
    driver = "InterfaceError"


class ProgrammingError(DBAPIError):
    code = "f405"


for _error in (SQLAlchemyError, ArgumentError, InvalidRequestError, NoResultFound, MultipleResultsFound, MissingGreenlet, DetachedInstanceError, TimeoutError,
               DBAPIError, IntegrityError, OperationalError, InterfaceError, ProgrammingError, ConcurrentUse):
    _error.__module__ = "sqlalchemy.exc"


# ---- statements

class _Statement:
    synchronizes = True         # UPDATE and DELETE: the session's instances follow

    def execution_options(self, *, synchronize_session="auto", **kwargs):
        return self._copy(synchronizes=synchronize_session is not False)

    def _copy(self, **changes):
        out = type(self).__new__(type(self))
        out.__dict__.update(self.__dict__)
        out.__dict__.update(changes)
        return out

    def where(self, *conditions):
        return self._copy(conditions=self.conditions + conditions)

    filter = where

    def filter_by(self, **values):
        return self.where(*(getattr(self.entity, name) == value for name, value in values.items()))

    def names(self):
        """What the values of each row that it gives are called."""
        return ()

    def matching(self, database):
        rows = self.entity.__table__.rows(database)
        return [row for row in rows.values() if all(condition.value(row) for condition in self.conditions)]


def _names_of(entities):
    return tuple(e.__name__ if hasattr(e, "__table__") else getattr(e, "key", None) or f"anon_{i}" for i, e in enumerate(entities, 1))


class Select(_Statement):
    def __init__(self, entities):
        self.entities = entities
        self.conditions, self.orders, self.count, self.skip, self.entity, self.loads = (), (), None, 0, None, ()
        for entity in entities:
            if hasattr(entity, "__table__"):
                self.entity = self.entity or entity
            else:
                column = entity.of if isinstance(entity, _Aggregate) else entity
                self.entity = self.entity or getattr(column, "owner", None)

    def names(self):
        return _names_of(self.entities)

    def select_from(self, entity):
        return self._copy(entity=entity)

    def order_by(self, *orders):
        return self._copy(orders=self.orders + tuple(o if isinstance(o, _Order) else _Order(o, False) for o in orders))

    def limit(self, count):
        return self._copy(count=count)

    def offset(self, skip):
        return self._copy(skip=skip)

    def options(self, *options):
        return self._copy(loads=self.loads + options)

    def with_for_update(self, **kwargs):
        return self

    def join(self, *args, **kwargs):
        unsupported("sqlalchemy's select().join()", "Select from one table, and from the other in a second query.")

    def group_by(self, *args):
        unsupported("sqlalchemy's group_by()", "Select the rows and group them in Python.")

    def _run(self, session):
        if self.entity is None:
            return [tuple(e.value({}) if isinstance(e, Expression) else e for e in self.entities)]
        rows = self.matching(session.database)
        for order in reversed(self.orders):
            rows.sort(key=order.expression.value, reverse=order.reverse)
        rows = rows[self.skip:] if self.count is None else rows[self.skip:self.skip + self.count]
        if any(isinstance(e, _Aggregate) for e in self.entities):
            return [tuple(e.over(rows) for e in self.entities)]
        return [tuple(session._instance(e, row) if hasattr(e, "__table__") else e.value(row) for e in self.entities) for row in rows]

    def __str__(self):
        return f"SELECT {self.entity.__tablename__ if self.entity is not None else '1'}"


def select(*entities):
    return Select(entities)


class Insert(_Statement):
    def __init__(self, entity):
        self.entity, self.rows, self.conditions, self.returned = entity, [], (), None

    def values(self, *rows, **values):
        new = [values] if values else []
        for row in rows:
            new.extend(row if isinstance(row, list) else [row])
        return self._copy(rows=self.rows + new)

    def returning(self, *entities):
        return self._copy(returned=entities)

    def names(self):
        return _names_of(self.returned or ())

    def _run(self, session):
        made = [self.entity.__table__.insert(session, dict(row)) for row in self.rows]
        if self.returned is None:
            return []
        return [tuple(session._instance(e, row) if hasattr(e, "__table__") else e.value(row) for e in self.returned) for row in made]

    def __str__(self):
        return f"INSERT {self.entity.__tablename__}"


def insert(entity):
    return Insert(entity)


class Update(_Statement):
    def __init__(self, entity):
        self.entity, self.changes, self.conditions = entity, {}, ()

    def values(self, given=None, **changes):
        named = {key if isinstance(key, str) else key.key: value for key, value in (given or {}).items()}
        return self._copy(changes={**self.changes, **named, **changes})

    def _run(self, session):
        rows = self.matching(session.database)
        for row in rows:
            changes = {key: value.value(row) if isinstance(value, Expression) else value for key, value in self.changes.items()}
            self.entity.__table__.change(session, row, changes)
            if self.synchronizes:
                session._row_changed(self.entity, row, changes)
        session._rowcount = len(rows)
        return []

    def __str__(self):
        return f"UPDATE {self.entity.__tablename__}"


def update(entity):
    return Update(entity)


class Delete(_Statement):
    def __init__(self, entity):
        self.entity, self.conditions = entity, ()

    def _run(self, session):
        rows = self.matching(session.database)
        for row in rows:
            key = self.entity.__table__.key_of(row)
            self.entity.__table__.delete(session, key)
            if self.synchronizes:
                session._row_deleted(self.entity, key)
        session._rowcount = len(rows)
        return []

    def __str__(self):
        return f"DELETE {self.entity.__tablename__}"


def delete(entity):
    return Delete(entity)


_mapped = {}                # the mapped tables by their names


class TextClause:
    """SQL as it stands: what _sql reads, with :name for values. Of mapped tables it reads the rows; only the session writes them."""

    def __init__(self, text, parameters=None):
        self.text = text
        self.parameters = parameters or {}
        self._names = ("?column?",)

    def names(self):
        return self._names

    def bindparams(self, **values):
        return TextClause(self.text, {**self.parameters, **values})

    def _run(self, session):
        if self.text.strip().upper().startswith("SELECT PG_SLEEP("):
            session._extra = float(self.text.split("(")[1].split(")")[0])
            return [("",)]
        import re
        import _sql
        given = []

        def place(found):
            if found[1] not in self.parameters:
                raise InvalidRequestError(f"A value is required for bind parameter '{found[1]}'")
            given.append(self.parameters[found[1]])
            return f"${len(given)}"

        query = re.sub(r"(?<!:):([A-Za-z_]\w*)", place, self.text)
        if query.split()[0].upper() in ("INSERT", "UPDATE", "DELETE", "DROP", "TRUNCATE") and any(word in _mapped for word in re.findall(r"\w+", query)):
            unsupported("SQL as text that changes a mapped table", "Write it with insert(), update() or delete(), or through the session.")
        try:
            verb, rows, touched, session._extra = session.engine.plain_tables().run(query, given)
        except _sql.SqlError as error:
            raise ProgrammingError(str(error), self.text, self.parameters)
        if verb != "SELECT":
            session._rowcount = touched
        if rows:
            self._names = tuple(rows[0])
        return [tuple(row.values()) for row in rows]

    def __str__(self):
        return self.text.strip().split("\n")[0][:40]


def text(sql):
    return TextClause(sql)


# ---- results

class Row(tuple):
    """A tuple whose values have names, too: those of the columns, or of the class."""

    def __new__(cls, values, names=()):
        out = super().__new__(cls, values)
        out._fields = names
        return out

    def __getattr__(self, name):
        if name in self._fields:
            return self[self._fields.index(name)]
        raise AttributeError(f"Could not locate column in row for column '{name}'")

    @property
    def _mapping(self):
        return self._asdict()

    def _asdict(self):
        return dict(zip(self._fields, self))

    def _tuple(self):
        return self


class ScalarResult:
    def __init__(self, values, check=lambda: None):
        self._all = values
        self._check = check

    @property
    def _values(self):
        self._check()
        return self._all

    def all(self):
        return list(self._values)

    def first(self):
        return self._values[0] if self._values else None

    def one(self):
        return _one(self._values)

    def one_or_none(self):
        return _one(self._values, False)

    def fetchmany(self, size):
        out, self._all = self._values[:size], self._all[size:]
        return out

    def unique(self):
        self._check = lambda: None
        return self

    def __iter__(self):
        return iter(self._values)


def _one(values, required=True):
    if len(values) > 1:
        raise MultipleResultsFound("Multiple rows were found when exactly one was required" if required else
                                   "Multiple rows were found when one or none was required")
    if not values:
        if required:
            raise NoResultFound("No row was found when one was required")
        return None
    return values[0]


class Result:
    """`joined`: a collection was loaded with joinedload(), so that a row of SQL stands for each of its members."""

    def __init__(self, rows, rowcount=-1, names=(), joined=False):
        self._all = [Row(row, names) for row in rows]
        self._names = names
        self._joined = joined
        self.rowcount = rowcount

    def _check(self):
        if self._joined:
            raise InvalidRequestError("The unique() method must be invoked on this Result, as it contains results that include joined "
                                      "eager loads against collections")

    @property
    def _rows(self):
        self._check()
        return self._all

    def keys(self):
        return list(self._names)

    def all(self):
        out, self._all = self._rows, []
        return out

    fetchall = all

    def first(self):
        rows, self._all = self._rows, []
        return rows[0] if rows else None

    def fetchone(self):
        return self._rows and self._all.pop(0) or None

    def one(self):
        return _one(self._rows)

    def one_or_none(self):
        return _one(self._rows, False)

    def scalar(self):
        return self._rows[0][0] if self._rows else None

    def scalar_one(self):
        return _one(self._rows)[0]

    def scalar_one_or_none(self):
        row = _one(self._rows, False)
        return None if row is None else row[0]

    def scalars(self):
        return ScalarResult([row[0] for row in self._all], self._check)

    def unique(self):
        self._joined = False
        return self

    def mappings(self):
        return ScalarResult([row._mapping for row in self._all], self._check)

    @property
    def inserted_primary_key(self):
        unsupported("Result.inserted_primary_key", "Use insert(...).returning(...).")

    def __iter__(self):
        return iter(self._rows)


def create_engine(url, **kwargs):
    unsupported("sqlalchemy's synchronous engine", "Use create_async_engine of sqlalchemy.ext.asyncio: a synchronous one would hold the loop.")


_LEFT_OUT = {"AdaptedConnection", "aggregate_order_by", "AggregateOrderBy", "Alias", "alias", "AliasedReturnsRows", "all_", "any_", "ARRAY",
             "AssertionPool", "AsyncAdaptedQueuePool", "BaseDDLElement", "BaseRow", "between", "BINARY", "BinaryExpression", "bindparam",
             "BindParameter", "BindTyping", "bitwise_not", "BLANK_SCHEMA", "BooleanClauseList", "CacheKey", "Case", "case", "Cast", "cast",
             "CheckConstraint", "CheckFirst", "ChunkedIteratorResult", "ClauseElement", "ClauseList", "collate", "CollectionAggregate", "column",
             "ColumnClause", "ColumnCollection", "ColumnDefault", "ColumnElement", "ColumnExpressionArgument", "ColumnOperators", "Compiled",
             "CompoundSelect", "Computed", "Connection", "Constraint", "create_mock_engine", "create_pool_from_url", "CreateEnginePlugin",
             "CreateTable", "CreateTableAs", "CreateView", "CTE", "cte", "CursorResult", "custom_op", "DDL", "DDLElement", "DefaultClause",
             "Dialect", "dialects", "distinct", "DOUBLE_PRECISION", "DropTable", "DropView", "Engine", "engine", "engine_from_config", "event",
             "except_", "except_all", "ExceptionContext", "Executable", "ExecutableDDLElement", "ExecutionContext", "Exists", "exists",
             "Extract", "extract", "false", "False_", "FetchedValue", "ForeignKeyConstraint", "FrameClause", "FrameClauseType",
             "from_dml_column", "FromClause", "FromGrouping", "FrozenResult", "funcfilter", "Function", "FunctionElement", "FunctionFilter",
             "future", "GenerativeSelect", "Grouping", "HasCTE", "HasPrefixes", "HasSuffixes", "Identity", "insert_sentinel", "inspect",
             "Inspector", "INT", "intersect", "intersect_all", "IteratorResult", "Join", "join", "Label", "label", "LABEL_STYLE_DEFAULT",
             "LABEL_STYLE_NONE", "lambda_stmt", "LambdaElement", "Lateral", "lateral", "literal", "literal_column", "make_url", "MappingResult",
             "MergedResult", "modifier", "Named", "NestedTransaction", "NotNullable", "Null", "null", "Nullable", "NullPool", "nulls_first",
             "nulls_last", "nullsfirst", "nullslast", "NumericCommon", "Operators", "OrderByList", "outerjoin", "outparam", "Over", "over",
             "PickleType", "Pool", "pool", "PoolProxiedConnection", "PoolResetState", "PrimaryKeyConstraint", "QueuePool", "quoted_name",
             "ReleaseSavepointClause", "result_tuple", "ResultProxy", "ReturnsRows", "RootTransaction", "RowMapping", "SavepointClause",
             "ScalarSelect", "schema", "Selectable", "SelectBase", "SelectLabelStyle", "Sequence", "SingletonThreadPool", "SQLColumnExpression",
             "StatementLambdaElement", "StaticPool", "Subquery", "table", "TableClause", "TableSample", "tablesample", "TableValuedAlias",
             "TableValuedColumn", "testing", "TextAsFrom", "TextualSelect", "Transaction", "true", "True_", "try_cast", "TryCast", "TString",
             "tstring", "Tuple", "tuple_", "TupleType", "TwoPhaseTransaction", "type_coerce", "TypeClause", "TypeCoerce", "TypeCompiler",
             "TypedColumns", "TypeDecorator", "UnaryExpression", "union", "union_all", "UniqueConstraint", "UpdateBase", "URL", "util",
             "UUID", "Uuid", "values", "Values", "ValuesBase", "VARBINARY", "Visitable", "within_group", "WithinGroup"}


def __getattr__(name):
    if name in _LEFT_OUT:
        unsupported(f"sqlalchemy.{name}", "Simulated: mapped classes with plain columns, select, insert, update, delete and text.")
    raise AttributeError(f"module 'sqlalchemy' has no attribute '{name}'")
