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


class JSON(_ColumnType):
    python_type = dict


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
        super().__init__(self.key or "", self._of)

    def _of(self, row):
        return row.get(self.key)

    def __set_name__(self, owner, name):
        self.key = self.key or name
        self.text = f"{getattr(owner, '__tablename__', owner.__name__)}.{self.key}"

    def __get__(self, instance, owner):
        if instance is None:
            return self
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
        return f"{column.key} {i}" if kind in (str, None) else None

    def key_of(self, row):
        return tuple(row.get(key) for key in self.keys)

    def insert(self, database, row):
        rows = self.rows(database)
        for column in self.columns:
            if row.get(column.key) is None:
                row[column.key] = column.new_value()
        for key in self.keys:
            if row.get(key) is None:
                row[key] = max((k[0] for k in rows), default=0) + 1
        key = self.key_of(row)
        for column in self.columns:
            if (column.unique and any(other[column.key] == row[column.key] for other in rows.values())) or (column.primary_key and key in rows):
                raise IntegrityError(f'duplicate key value violates unique constraint "{self.name}_{column.key}_key"')
        rows[key] = row
        return row


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
    pass


class ArgumentError(SQLAlchemyError):
    pass


class InvalidRequestError(SQLAlchemyError):
    pass


class NoResultFound(InvalidRequestError):
    pass


class MultipleResultsFound(InvalidRequestError):
    pass


class TimeoutError(SQLAlchemyError):
    pass


class DBAPIError(SQLAlchemyError):
    pass


class IntegrityError(DBAPIError):
    pass


class OperationalError(DBAPIError):
    pass


# ---- statements

class _Statement:
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
        self.conditions, self.orders, self.count, self.skip, self.entity = (), (), None, 0, None
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
        return self

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
        made = [self.entity.__table__.insert(session.database, dict(row)) for row in self.rows]
        session._dirty = True
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

    def values(self, **changes):
        return self._copy(changes={**self.changes, **changes})

    def execution_options(self, **kwargs):
        return self

    def _run(self, session):
        rows = self.matching(session.database)
        for row in rows:
            row.update({key: value.value(row) if isinstance(value, Expression) else value for key, value in self.changes.items()})
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
        all_rows = self.entity.__table__.rows(session.database)
        for row in rows:
            del all_rows[self.entity.__table__.key_of(row)]
        session._rowcount = len(rows)
        return []

    def __str__(self):
        return f"DELETE {self.entity.__tablename__}"


def delete(entity):
    return Delete(entity)


class TextClause:
    def __init__(self, text):
        self.text = text

    def names(self):
        return ("?column?",)

    def bindparams(self, **kwargs):
        return self

    def _run(self, session):
        if self.text.strip().rstrip(";").upper().replace("  ", " ") == "SELECT 1":
            return [(1,)]
        if self.text.strip().upper().startswith("SELECT PG_SLEEP("):
            session._extra = float(self.text.split("(")[1].split(")")[0])
            return [("",)]
        unsupported("SQL as text", "Write it with select(), insert(), update() or delete().")

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
    def __init__(self, values):
        self._values = values

    def all(self):
        return list(self._values)

    def first(self):
        return self._values[0] if self._values else None

    def one(self):
        return _one(self._values)

    def one_or_none(self):
        return _one(self._values, False)

    def unique(self):
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
    def __init__(self, rows, rowcount=-1, names=()):
        self._rows = [Row(row, names) for row in rows]
        self._names = names
        self.rowcount = rowcount

    def keys(self):
        return list(self._names)

    def all(self):
        return list(self._rows)

    fetchall = all

    def first(self):
        return self._rows[0] if self._rows else None

    fetchone = first

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
        return ScalarResult([row[0] for row in self._rows])

    def unique(self):
        return self

    def mappings(self):
        return ScalarResult([row._mapping for row in self._rows])

    def __iter__(self):
        return iter(self._rows)


class _Selectable:
    """What options() is given: nothing is loaded lazily here."""


def create_engine(url, **kwargs):
    unsupported("sqlalchemy's synchronous engine", "Use create_async_engine of sqlalchemy.ext.asyncio: a synchronous one would hold the loop.")


_LEFT_OUT = {"Enum", "Interval", "Time", "Date", "LargeBinary", "ARRAY", "Uuid", "UUID", "Index", "UniqueConstraint", "CheckConstraint",
             "PrimaryKeyConstraint", "ForeignKeyConstraint", "Identity", "Sequence", "inspect", "event", "exists", "case", "cast", "literal", "literal_column",
             "bindparam", "union", "union_all", "intersect", "except_", "distinct", "join", "outerjoin", "lateral", "over", "tuple_", "type_coerce", "values",
             "within_group", "Engine", "Connection", "URL", "make_url", "nullsfirst", "nullslast", "true", "false", "null", "between", "extract"}


def __getattr__(name):
    if name in _LEFT_OUT:
        unsupported(f"sqlalchemy.{name}", "Simulated: mapped classes with plain columns, select, insert, update, delete and text.")
    raise AttributeError(f"module 'sqlalchemy' has no attribute '{name}'")
