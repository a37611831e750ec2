"""sqlalchemy.orm: mapped classes."""
import typing

import sqlalchemy as _sa
from _http import unsupported


class Mapped:
    def __init__(self, inner):
        self.inner = inner

    def __class_getitem__(cls, inner):
        return cls(inner)


def mapped_column(*args, **kwargs):
    return _sa.Column(*args, **kwargs)


def relationship(*args, **kwargs):
    unsupported("sqlalchemy's relationship()", "Select the other table by its foreign key.")


def selectinload(*args):
    unsupported("sqlalchemy's selectinload()", "Select the other table by its foreign key.")


joinedload = selectinload


def sessionmaker(bind=None, *, class_=None, **kwargs):
    if class_ is None:
        unsupported("sqlalchemy's synchronous session", "Use async_sessionmaker of sqlalchemy.ext.asyncio.")
    from sqlalchemy.ext.asyncio import async_sessionmaker
    return async_sessionmaker(bind, class_=class_, **kwargs)


class Session:
    def __init__(self, *args, **kwargs):
        unsupported("sqlalchemy's synchronous session", "Use AsyncSession of sqlalchemy.ext.asyncio.")


def _map(cls):
    columns = []
    for name, annotation in (cls.__annotations__ if "__annotations__" in cls.__dict__ else {}).items():
        if not isinstance(annotation, Mapped):
            continue
        column = cls.__dict__.get(name)
        if not isinstance(column, _sa.Column):
            column = _sa.Column()
            setattr(cls, name, column)
            column.__set_name__(cls, name)
        if column.python_type is None:
            inner = annotation.inner
            kinds = [a for a in typing.get_args(inner) if a is not type(None)]
            column.python_type = kinds[0] if kinds else inner
    for name, value in list(cls.__dict__.items()):
        if isinstance(value, _sa.Column):
            value.owner = cls
            columns.append(value)
    if not any(c.primary_key for c in columns):
        raise _sa.ArgumentError(f"Mapper Mapper[{cls.__name__}({cls.__tablename__})] could not assemble any primary key columns for mapped table "
                                f"'{cls.__tablename__}'")
    cls.__table__ = _sa.Table(cls, columns)
    cls.metadata.tables[cls.__tablename__] = cls.__table__


class DeclarativeBase:
    metadata = _sa.MetaData()

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__()
        if DeclarativeBase in cls.__bases__:
            cls.metadata = _sa.MetaData()
        elif "__tablename__" in cls.__dict__:
            _map(cls)

    def __init__(self, **values):
        names = {c.key for c in type(self).__table__.columns}
        for name, value in values.items():
            if name not in names:
                raise TypeError(f"'{name}' is an invalid keyword argument for {type(self).__name__}")
            setattr(self, name, value)


def declarative_base():
    class Base(DeclarativeBase):
        pass
    return Base


_LEFT_OUT = {"subqueryload", "contains_eager", "lazyload", "noload", "raiseload", "immediateload", "load_only", "defer", "undefer", "backref", "registry",
             "aliased", "validates", "synonym", "column_property", "composite", "deferred", "object_session", "scoped_session", "MappedAsDataclass",
             "declared_attr", "WriteOnlyMapped", "DynamicMapped", "Relationship", "Query", "with_loader_criteria"}


def __getattr__(name):
    if name in _LEFT_OUT:
        unsupported(f"sqlalchemy.orm.{name}", "Simulated: mapped classes with plain columns and their sessions.")
    raise AttributeError(f"module 'sqlalchemy.orm' has no attribute '{name}'")
