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


class Load:
    """An option of select(): load this relationship with the rows, and those of its rows that stand behind it."""

    def __init__(self, path, joined):
        self.path, self.joined = path, joined

    def selectinload(self, relationship):
        return Load([*self.path, relationship], self.joined)

    joinedload = selectinload


def selectinload(relationship):
    return Load([relationship], False)


def joinedload(relationship, innerjoin=False):
    return Load([relationship], relationship.many)


class Relationship:
    """The rows of another class that a foreign key binds to one of this: many, or the one that its own key names."""

    def __init__(self, target, back_populates, cascade, lazy, uselist, order_by):
        self.target_name, self.back, self.lazy, self.uselist, self.order_by = target, back_populates, lazy, uselist, order_by
        self.cascade = {part.strip() for part in cascade.split(",")}
        self.deletes = bool(self.cascade & {"all", "delete"})

    def __set_name__(self, owner, name):
        self.owner, self.key = owner, name

    @property
    def target(self):
        if isinstance(self.target_name, str):
            if self.target_name not in _classes:
                raise _sa.InvalidRequestError(f"When initializing mapper Mapper[{self.owner.__name__}({self.owner.__tablename__})], expression "
                                              f"'{self.target_name}' failed to locate a name ('{self.target_name}').")
            self.target_name = _classes[self.target_name]
        return self.target_name

    def _key_to(self, holder, other):
        return next((c for c in holder.__table__.columns if c.foreign and c.foreign.partition(".")[0] == other.__tablename__), None)

    @property
    def many(self):
        """Is the key on the other side?"""
        return self.column.owner is not self.owner or self.target is self.owner and self.uselist is True

    @property
    def column(self):
        found = self._key_to(self.target, self.owner)
        if found is None:
            found = self._key_to(self.owner, self.target)
        if found is None:
            raise _sa.ArgumentError(f"Could not determine join condition between parent/child tables on relationship {self.owner.__name__}.{self.key} - "
                                    "there are no foreign keys linking these tables.")
        return found

    @property
    def is_list(self):
        return self.many and self.uselist is not False

    def rows(self, database, one):
        """The other side's rows, as the tables have them."""
        column = self.column
        wanted = column.foreign.partition(".")[2]
        rows = self.target.__table__.rows(database).values()
        if self.many:
            found = [row for row in rows if row[column.key] == one.__dict__[wanted]]
        else:
            found = [row for row in rows if row[wanted] == one.__dict__.get(column.key)]
        if self.order_by is not None:
            order = self.order_by if isinstance(self.order_by, _sa._Order) else _sa._Order(self.order_by, False)
            found.sort(key=order.expression.value, reverse=order.reverse)
        return found

    def __get__(self, instance, owner):
        if instance is None:
            return self
        if self.key not in instance.__dict__:
            if "_sa_stored" in instance.__dict__:          # lazy loading would have to ask the database
                if instance.__dict__.get("_sa_session") is None:
                    raise _sa.DetachedInstanceError(f"Parent instance {object.__repr__(instance)} is not bound to a Session; lazy load operation of attribute "
                                                    f"'{self.key}' cannot proceed")
                raise _sa.MissingGreenlet()
            instance.__dict__[self.key] = [] if self.is_list else None
        return instance.__dict__[self.key]

    def __set__(self, instance, value):
        instance.__dict__[self.key] = value
        if self.back is None:
            return
        other = getattr(self.target, self.back)
        for one in value if self.is_list else [value]:
            if one is None:
                continue
            if other.is_list:
                if "_sa_stored" not in one.__dict__ or other.key in one.__dict__:
                    members = other.__get__(one, type(one))
                    if not any(m is instance for m in members):
                        members.append(instance)
            else:
                one.__dict__[other.key] = instance


_classes = {}               # mapped classes by their names


def relationship(argument=None, *, back_populates=None, cascade="save-update, merge", lazy="select", uselist=None, order_by=None, passive_deletes=False, **more):
    if more:
        unsupported(f"sqlalchemy's relationship({next(iter(more))}=...)", "One foreign key between two tables, with back_populates, is simulated.")
    if lazy not in ("select", "selectin", "joined", True, "raise"):
        unsupported(f"sqlalchemy's relationship(lazy={lazy!r})", 'Use "select", "selectin" or "joined".')
    return Relationship(argument, back_populates, cascade, lazy, uselist, order_by)


def sessionmaker(bind=None, *, class_=None, **kwargs):
    if class_ is None:
        unsupported("sqlalchemy's synchronous session", "Use async_sessionmaker of sqlalchemy.ext.asyncio.")
    from sqlalchemy.ext.asyncio import async_sessionmaker
    return async_sessionmaker(bind, class_=class_, **kwargs)


class Session:
    def __init__(self, *args, **kwargs):
        unsupported("sqlalchemy's synchronous session", "Use AsyncSession of sqlalchemy.ext.asyncio.")


_KINDS = {"int": int, "str": str, "float": float, "bool": bool, "dict": dict, "bytes": bytes}


def _of_text(text):
    """An annotation that is only text (from __future__ import annotations): what stands in Mapped[...], None when it is none."""
    text = text.strip("'\" ")
    return Mapped(text[text.index("[") + 1:-1]) if text.partition("[")[0].split(".")[-1] == "Mapped" and text.endswith("]") else None


def _kind_of(inner):
    """The type of a column's values."""
    if isinstance(inner, str):
        plain = inner.removeprefix("Optional[").rstrip("]").replace("| None", "").strip()
        return _sa._datetime.datetime if plain.split(".")[-1] == "datetime" else _KINDS.get(plain)
    kinds = [a for a in typing.get_args(inner) if a is not type(None)]
    return kinds[0] if kinds else inner


def _relate(relationship, annotation):
    """Whom it leads to, and whether to many, by Mapped[...] around it."""
    inner = annotation.inner if annotation is not None else None
    text = inner if isinstance(inner, str) else None
    if text is not None:
        name, bracket, rest = text.strip("'\" ").partition("[")
        is_list = bool(bracket) and name.split(".")[-1].lower() in ("list", "set", "sequence")
        target = (rest[:-1] if bracket else name).replace("| None", "").strip("'\" ")
    else:
        is_list = typing.get_origin(inner) in (list, set)
        args = [a for a in typing.get_args(inner) if a is not type(None)]
        target = args[0] if args else inner
        target = getattr(target, "__forward_arg__", target)
    if relationship.target_name is None:
        relationship.target_name = target
    if relationship.uselist is None and annotation is not None:
        relationship.uselist = is_list


def _map(cls):
    columns = []
    relationships = dict(getattr(cls, "__relationships__", {}))
    annotations = cls.__annotations__ if "__annotations__" in cls.__dict__ else {}
    annotations = {name: _of_text(one) if isinstance(one, str) else one for name, one in annotations.items()}
    for name, value in list(cls.__dict__.items()):
        if isinstance(value, Relationship):
            annotation = annotations.get(name)
            _relate(value, annotation if isinstance(annotation, Mapped) else None)
            relationships[name] = value
    for name, annotation in annotations.items():
        if not isinstance(annotation, Mapped) or name in relationships:
            continue
        column = cls.__dict__.get(name)
        if not isinstance(column, _sa.Column):
            column = _sa.Column()
            setattr(cls, name, column)
            column.__set_name__(cls, name)
        if column.python_type is None:
            column.python_type = _kind_of(annotation.inner)
    for name, value in list(cls.__dict__.items()):
        if isinstance(value, _sa.Column):
            value.owner = cls
            columns.append(value)
    if not any(c.primary_key for c in columns):
        raise _sa.ArgumentError(f"Mapper Mapper[{cls.__name__}({cls.__tablename__})] could not assemble any primary key columns for mapped table "
                                f"'{cls.__tablename__}'")
    cls.__table__ = _sa.Table(cls, columns)
    cls.__relationships__ = relationships
    cls.metadata.tables[cls.__tablename__] = cls.__table__
    _sa._mapped[cls.__tablename__] = cls.__table__
    _classes[cls.__name__] = cls


class DeclarativeBase:
    metadata = _sa.MetaData()

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__()
        if DeclarativeBase in cls.__bases__:
            cls.metadata = _sa.MetaData()
        elif "__tablename__" in cls.__dict__:
            _map(cls)

    def __init__(self, **values):
        names = {c.key for c in type(self).__table__.columns} | set(type(self).__relationships__)
        for name, value in values.items():
            if name not in names:
                raise TypeError(f"'{name}' is an invalid keyword argument for {type(self).__name__}")
            setattr(self, name, value)


def declarative_base():
    class Base(DeclarativeBase):
        pass
    return Base


_LEFT_OUT = {"add_mapped_attribute", "aliased", "AliasOption", "AppenderQuery", "as_declarative", "as_typed_table", "attribute_keyed_dict",
             "AttributeEvents", "AttributeEventToken", "AttributeState", "backref", "Bundle", "CascadeOptions", "class_mapper", "ClassManager",
             "clear_mappers", "close_all_sessions", "column_keyed_dict", "column_property", "ColumnProperty", "Composite", "composite",
             "CompositeProperty", "configure_mappers", "contains_alias", "contains_eager", "create_session", "declarative_mixin",
             "DeclarativeBaseNoMeta", "DeclarativeMeta", "declared_attr", "defaultload", "defer", "deferred", "DictBundle", "dynamic_loader",
             "DynamicMapped", "exc", "EXT_CONTINUE", "EXT_SKIP", "EXT_STOP", "foreign", "FromStatement", "has_inherited_table", "IdentityMap",
             "immediateload", "InspectionAttr", "InspectionAttrExtensionType", "InspectionAttrInfo", "InstanceEvents", "InstanceState",
             "InstrumentationEvents", "InstrumentedAttribute", "join", "keyfunc_mapping", "KeyFuncDict", "lazyload", "load_only",
             "LoaderCallableStatus", "LoaderCriteriaOption", "make_transient", "make_transient_to_detached", "MANYTOMANY", "MANYTOONE",
             "mapped_as_dataclass", "mapped_collection", "MappedAsDataclass", "MappedClassProtocol", "MappedCollection", "MappedColumn",
             "MappedSQLExpression", "Mapper", "mapper", "MapperEvents", "mapperlib", "MapperProperty", "merge_frozen_result", "merge_result",
             "NO_KEY", "NO_VALUE", "noload", "NotExtension", "object_mapper", "object_session", "ONETOMANY", "orm_insert_sentinel",
             "ORMDescriptor", "ORMExecuteState", "outerjoin", "PassiveFlag", "polymorphic_union", "PropComparator", "Query", "query_expression",
             "QueryableAttribute", "QueryContext", "QueryEvents", "QueryPropertyDescriptor", "raiseload", "reconstructor", "registry",
             "RegistryEvents", "RelationshipDirection", "RelationshipProperty", "remote", "scoped_session", "selectin_polymorphic",
             "SessionEvents", "SessionTransaction", "SessionTransactionOrigin", "SQLORMExpression", "strategy_options", "subqueryload",
             "Synonym", "synonym", "synonym_for", "SynonymProperty", "TypeResolve", "undefer", "undefer_group", "unmapped_dataclass",
             "UOWTransaction", "UserDefinedOption", "validates", "was_deleted", "with_expression", "with_loader_criteria", "with_parent",
             "with_polymorphic", "WriteOnlyCollection", "WriteOnlyMapped"}


def __getattr__(name):
    if name in _LEFT_OUT:
        unsupported(f"sqlalchemy.orm.{name}", "Simulated: mapped classes with plain columns and their sessions.")
    raise AttributeError(f"module 'sqlalchemy.orm' has no attribute '{name}'")
