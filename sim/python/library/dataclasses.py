"""Data classes: __init__, __repr__, __eq__ and the rest, written from a class's annotations."""
import copy
import keyword
import sys
from abc import update_abstractmethods
from types import FunctionType, GenericAlias, MappingProxyType, new_class

__all__ = ["dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING", "fields", "asdict", "astuple",
           "make_dataclass", "replace", "is_dataclass"]


class FrozenInstanceError(AttributeError):
    pass


class _MISSING_TYPE:
    def __repr__(self):
        return f"<dataclasses._MISSING_TYPE object at {id(self):#x}>"


class _FactoryMark:
    def __repr__(self):
        return "<factory>"


class _KwOnly:
    pass


MISSING = _MISSING_TYPE()
KW_ONLY = _KwOnly()
_HAS_DEFAULT_FACTORY = _FactoryMark()
_FIELDS = "__dataclass_fields__"
_PARAMS = "__dataclass_params__"
_POST_INIT = "__post_init__"


class _FieldKind:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


_FIELD, _FIELD_CLASSVAR, _FIELD_INITVAR = _FieldKind("_FIELD"), _FieldKind("_FIELD_CLASSVAR"), _FieldKind("_FIELD_INITVAR")


class InitVar:
    __slots__ = ("type",)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        name = self.type.__name__ if isinstance(self.type, type) else repr(self.type)
        return f"dataclasses.InitVar[{name}]"

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    __slots__ = ("name", "type", "default", "default_factory", "repr", "hash", "init", "compare", "metadata", "kw_only", "_field_type")

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = MappingProxyType({} if metadata is None else metadata)
        self.kw_only = kw_only
        self._field_type = None

    def __repr__(self):
        return (f"Field(name={self.name!r},type={self.type!r},default={self.default!r},default_factory={self.default_factory!r},"
                f"init={self.init!r},repr={self.repr!r},hash={self.hash!r},compare={self.compare!r},metadata={self.metadata!r},"
                f"kw_only={self.kw_only!r},_field_type={self._field_type})")

    def __set_name__(self, owner, name):
        hook = getattr(type(self.default), "__set_name__", None)
        if hook:
            hook(self.default, owner, name)

    __class_getitem__ = classmethod(GenericAlias)


class _Params:
    def __init__(self, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot):
        self.init, self.repr, self.eq, self.order, self.unsafe_hash, self.frozen = init, repr, eq, order, unsafe_hash, frozen
        self.match_args, self.kw_only, self.slots, self.weakref_slot = match_args, kw_only, slots, weakref_slot

    def __repr__(self):
        return "_DataclassParams(" + ",".join(f"{k}={v!r}" for k, v in self.__dict__.items()) + ")"


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=MISSING):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def _is_class_var(kind):
    typing = sys.modules.get("typing")
    return typing is not None and (kind is typing.ClassVar or getattr(kind, "__origin__", None) is typing.ClassVar)


def _is_init_var(kind):
    return kind is InitVar or type(kind) is InitVar


def _is_kw_only(kind):
    return kind is KW_ONLY


def _first_name(text):
    """The identifier that `text` begins with, blanks apart, and what follows it."""
    text = text.strip()
    end = next((i for i, c in enumerate(text) if not (c.isalnum() or c == "_")), len(text))
    return text[:end], text[end:]


def _is_marked(annotation, cls, module_name, is_mark):
    """Is the annotation, which may be text, the mark of that module? The text is looked up, not evaluated: in the globals of the class's
    module, or behind a name of them that is the module."""
    if is_mark(annotation):
        return True
    if not isinstance(annotation, str) or module_name not in sys.modules:
        return False
    marks = sys.modules[module_name]
    own = sys.modules.get(cls.__module__)
    name, rest = _first_name(annotation)
    space = getattr(own, "__dict__", {})
    if rest.lstrip().startswith("."):
        space = vars(marks) if space.get(name) is marks else {}
        name, _ = _first_name(rest.lstrip()[1:])
    return name in space and is_mark(space[name])


def _kind_of(annotation, cls):
    if _is_marked(annotation, cls, "typing", _is_class_var):
        return _FIELD_CLASSVAR
    return _FIELD_INITVAR if _is_marked(annotation, cls, __name__, _is_init_var) else _FIELD


def _get_field(cls, a_name, a_type, default_kw_only):
    default = getattr(cls, a_name, MISSING)
    if isinstance(default, Field):
        f = default
    else:
        if type(default).__name__ == "member_descriptor":
            default = MISSING
        f = field(default=default)
    f.name, f.type = a_name, a_type
    f._field_type = _kind_of(a_type, cls)
    if f._field_type in (_FIELD_CLASSVAR, _FIELD_INITVAR) and f.default_factory is not MISSING:
        raise TypeError(f"field {f.name} cannot have a default factory")
    if f._field_type in (_FIELD, _FIELD_INITVAR):
        if f.kw_only is MISSING:
            f.kw_only = default_kw_only
    elif f.kw_only is not MISSING:
        raise TypeError(f"field {f.name} is a ClassVar but specifies kw_only")
    if f._field_type is _FIELD and f.default.__class__.__hash__ is None:
        raise ValueError(f"mutable default {type(f.default)} for field {f.name} is not allowed: use default_factory")
    return f


class _Lines:
    """How far the text of a class's methods has got: CPython compiles all of them as one, which tracebacks show."""
    at = 2


def _create_fn(cls, lines, name, parameters, body, names):
    """A method from its text; `names` are what the text needs beside the module's own globals."""
    text = [f" def {name}({', '.join(parameters)}):"] + ["  " + line for line in body or ["pass"]]
    source = f"def __create_fn__({', '.join(names)}):" + "\n" * (lines.at - 1) + "\n".join(text) + f"\n return {name}"
    lines.at += len(text)
    made = {}
    module = sys.modules.get(cls.__module__)
    exec(source, module.__dict__ if module is not None else {}, made)
    function = made["__create_fn__"](**names)
    function.__qualname__ = f"{cls.__qualname__}.{name}"
    return function


def _init_fn(cls, lines, fields, frozen, has_post_init, self_name, slots):
    seen_default = None
    for f in fields:
        if f.init and not f.kw_only:
            if f.default is not MISSING or f.default_factory is not MISSING:
                seen_default = f
            elif seen_default:
                raise TypeError(f"non-default argument {f.name!r} follows default argument {seen_default.name!r}")
    names = {"__dataclass_HAS_DEFAULT_FACTORY__": _HAS_DEFAULT_FACTORY, "__dataclass_builtins_object__": object}
    positional, keyword, body = [self_name], [], []
    for f in fields:
        default = f"__dataclass_dflt_{f.name}__"
        if f.default is not MISSING:
            names[default] = f.default
        elif f.default_factory is not MISSING:
            names[default] = f.default_factory
        if f.init:
            if f.default is not MISSING:
                parameter = f"{f.name}={default}"
            elif f.default_factory is not MISSING:
                parameter = f"{f.name}=__dataclass_HAS_DEFAULT_FACTORY__"
            else:
                parameter = f.name
            (keyword if f.kw_only else positional).append(parameter)
        if f._field_type is _FIELD_INITVAR:
            continue
        if f.default_factory is not MISSING:
            value = f"{default}() if {f.name} is __dataclass_HAS_DEFAULT_FACTORY__ else {f.name}" if f.init else f"{default}()"
        elif f.init:
            value = f.name
        elif slots and f.default is not MISSING:
            value = default
        else:
            continue
        if frozen:
            body.append(f"__dataclass_builtins_object__.__setattr__({self_name}, {f.name!r}, {value})")
        else:
            body.append(f"{self_name}.{f.name} = {value}")
    if has_post_init:
        body.append(f"{self_name}.{_POST_INIT}({', '.join(f.name for f in fields if f._field_type is _FIELD_INITVAR)})")
    if keyword:
        positional += ["*"] + keyword
    init = _create_fn(cls, lines, "__init__", positional, body, names)
    init.__annotations__ = {f.name: f.type for f in fields if f.init} | {"return": None}
    return init


def _recursive_safe_repr(fields):
    running = []

    def __repr__(self):
        if any(r is self for r in running):
            return "..."
        running.append(self)
        try:
            return self.__class__.__qualname__ + "(" + ", ".join([f"{n}={getattr(self, n)!r}" for n in fields]) + ")"
        finally:
            running.pop()
    __repr__.__made_by_dataclass__ = True          # pprint lays out what shows itself this way
    return __repr__


def _frozen_methods(cls, lines, fields):
    names = {"cls": cls, "names": fields, "FrozenInstanceError": FrozenInstanceError}
    for name, parameters, does in (("__setattr__", ["self", "name", "value"], "assign to"), ("__delattr__", ["self", "name"], "delete")):
        yield _create_fn(cls, lines, name, parameters, [
            "if type(self) is cls or name in names:",
            f' raise FrozenInstanceError(f"cannot {does} field {{name!r}}")',
            f"super(cls, self).{name}({', '.join(parameters[1:])})"], names)


def _compare_method(op, names):
    values = f"({''.join('self.' + n + ', ' for n in names)})"
    others = f"({''.join('other.' + n + ', ' for n in names)})"
    return ["if other.__class__ is self.__class__:", f" return {values} {op} {others}", "return NotImplemented"]


def _set_new_attribute(cls, name, value):
    if name in cls.__dict__:
        return True
    if isinstance(value, FunctionType):
        value.__qualname__ = f"{cls.__qualname__}.{value.__name__}"
        value.__module__ = cls.__module__
    setattr(cls, name, value)
    return False


def _set_hash(cls, lines, params, compared, has_explicit_hash):
    if params.unsafe_hash:
        if has_explicit_hash:
            raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
    elif not params.eq or has_explicit_hash:
        return
    elif not params.frozen:
        cls.__hash__ = None
        return
    hashed = [f.name for f in compared if (f.compare if f.hash is None else f.hash)]
    cls.__hash__ = _create_fn(cls, lines, "__hash__", ["self"], [f"return hash(({''.join('self.' + n + ', ' for n in hashed)}))"], {})


def _process_class(cls, params):
    fields = {}
    any_frozen_base = has_dataclass_bases = False
    all_frozen_bases = None
    for b in cls.__mro__[-1:0:-1]:
        base_fields = getattr(b, _FIELDS, None)
        if base_fields is not None:
            has_dataclass_bases = True
            fields.update(base_fields)
            if all_frozen_bases is None:
                all_frozen_bases = True
            current_frozen = getattr(b, _PARAMS).frozen
            all_frozen_bases = all_frozen_bases and current_frozen
            any_frozen_base = any_frozen_base or current_frozen
    own = []
    kw_only = params.kw_only
    kw_only_seen = False
    annotations = cls.__dict__.get("__annotations__", {})
    for name, annotation in annotations.items():
        if _is_marked(annotation, cls, __name__, _is_kw_only):
            if kw_only_seen:
                raise TypeError(f"{name!r} is KW_ONLY, but KW_ONLY has already been specified")
            kw_only_seen = kw_only = True
        else:
            own.append(_get_field(cls, name, annotation, kw_only))
    for f in own:
        fields[f.name] = f
        if isinstance(getattr(cls, f.name, None), Field):
            if f.default is MISSING:
                delattr(cls, f.name)
            else:
                setattr(cls, f.name, f.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f"{name!r} is a field but has no type annotation")
    if has_dataclass_bases:
        if any_frozen_base and not params.frozen:
            raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
        if all_frozen_bases is False and params.frozen:
            raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    setattr(cls, _FIELDS, fields)
    setattr(cls, _PARAMS, params)
    class_hash = cls.__dict__.get("__hash__", MISSING)
    has_explicit_hash = not (class_hash is MISSING or class_hash is None and "__eq__" in cls.__dict__)
    if params.order and not params.eq:
        raise ValueError("eq must be true if order is true")
    real = [f for f in fields.values() if f._field_type is _FIELD]
    in_init = [f for f in fields.values() if f._field_type in (_FIELD, _FIELD_INITVAR)]
    lines = _Lines()
    if params.init:
        self_name = "__dataclass_self__" if "self" in fields else "self"
        ordered = [f for f in in_init if not f.kw_only] + [f for f in in_init if f.kw_only]
        init = _init_fn(cls, lines, ordered, params.frozen, hasattr(cls, _POST_INIT), self_name, params.slots)
        _set_new_attribute(cls, "__init__", init)
    _set_new_attribute(cls, "__replace__", _replace)
    if params.repr:
        _set_new_attribute(cls, "__repr__", _recursive_safe_repr([f.name for f in real if f.repr]))
        lines.at += 3
    compared = [f.name for f in real if f.compare]
    if params.eq:
        terms = " and ".join(f"self.{n}==other.{n}" for n in compared) or "True"
        body = ["if self is other:", " return True", "if other.__class__ is self.__class__:", f" return {terms}", "return NotImplemented"]
        _set_new_attribute(cls, "__eq__", _create_fn(cls, lines, "__eq__", ["self", "other"], body, {}))
    if params.order:
        for name, op in (("__lt__", "<"), ("__le__", "<="), ("__gt__", ">"), ("__ge__", ">=")):
            if _set_new_attribute(cls, name, _create_fn(cls, lines, name, ["self", "other"], _compare_method(op, compared), {})):
                raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__} Consider using functools.total_ordering")
    if params.frozen:
        for method in _frozen_methods(cls, lines, [f.name for f in real]):
            if _set_new_attribute(cls, method.__name__, method):
                raise TypeError(f"Cannot overwrite attribute {method.__name__} in class {cls.__name__}")
    _set_hash(cls, lines, params, real, has_explicit_hash)
    if not cls.__dict__.get("__doc__"):
        cls.__doc__ = cls.__name__ + _signature_text(in_init if params.init else [])
    if params.match_args:
        _set_new_attribute(cls, "__match_args__", tuple(f.name for f in in_init if f.init and not f.kw_only))
    if params.weakref_slot and not params.slots:
        raise TypeError("weakref_slot is True but slots is False")
    if params.slots:
        cls = _add_slots(cls, params.frozen, params.weakref_slot)
    update_abstractmethods(cls)
    return cls


def _annotation_text(annotation):
    if isinstance(annotation, type) and not isinstance(annotation, GenericAlias):
        name = annotation.__qualname__
        return name if annotation.__module__ == "builtins" else f"{annotation.__module__}.{name}"
    return repr(annotation).replace("typing.", "") if getattr(annotation, "__module__", None) == "typing" else repr(annotation)


def _signature_text(fields):
    """What inspect.signature() shows of __init__, for the class's __doc__."""
    parts, keyword_only = [], False
    for f in sorted((f for f in fields if f.init), key=lambda f: bool(f.kw_only)):
        if f.kw_only and not keyword_only:
            parts.append("*")
            keyword_only = True
        default = "" if f.default is MISSING else f" = {f.default!r}"
        parts.append(f"{f.name}: {_annotation_text(f.type)}{' = <factory>' if f.default_factory is not MISSING else default}")
    return f"({', '.join(parts)})"


def _add_slots(cls, is_frozen, weakref_slot):
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    cls_dict = dict(cls.__dict__)
    field_names = tuple(f.name for f in fields(cls))
    inherited = {n for b in cls.__mro__[1:-1] for n in _slots_of(b)}
    wanted = field_names + (("__weakref__",) if weakref_slot else ())
    cls_dict["__slots__"] = tuple(n for n in wanted if n not in inherited)
    for name in field_names:
        cls_dict.pop(name, None)
    cls_dict.pop("__dict__", None)
    cls_dict.pop("__weakref__", None)
    made = type(cls)(cls.__name__, cls.__bases__, cls_dict)      # methods go on asking for the class without slots: super() in them fails
    made.__qualname__ = cls.__qualname__
    if is_frozen:
        for method in (__getstate__, __setstate__):
            if method.__name__ not in cls_dict:
                setattr(made, method.__name__, method)
    return made


def _slots_of(cls):
    slots = cls.__dict__.get("__slots__")
    if slots is None:
        return ("__weakref__", "__dict__") if hasattr(cls, "__weakref__") else ("__dict__",)
    if isinstance(slots, str):
        return (slots,)
    if hasattr(slots, "__next__"):
        raise TypeError(f"Slots of '{cls.__name__}' cannot be determined")
    return slots


# Of frozen classes with slots, whose attributes cannot be set one by one.
def __getstate__(self):
    return [getattr(self, f.name) for f in fields(self)]


def __setstate__(self, state):
    for f, value in zip(fields(self), state):
        object.__setattr__(self, f.name, value)


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True,
              kw_only=False, slots=False, weakref_slot=False):
    params = _Params(init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot)

    def wrap(cls):
        return _process_class(cls, params)
    return wrap if cls is None else wrap(cls)


def fields(class_or_instance):
    try:
        found = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple(f for f in found.values() if f._field_type is _FIELD)


def _is_dataclass_instance(obj):
    return hasattr(type(obj), _FIELDS)


def is_dataclass(obj):
    return hasattr(obj if isinstance(obj, type) else type(obj), _FIELDS)


def asdict(obj, *, dict_factory=dict):
    if not _is_dataclass_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _convert(obj, lambda pairs: dict_factory(pairs))


def astuple(obj, *, tuple_factory=tuple):
    if not _is_dataclass_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _convert(obj, lambda pairs: tuple_factory([value for _, value in pairs]))


def _convert(obj, make):
    if _is_dataclass_instance(obj):
        return make([(f.name, _convert(getattr(obj, f.name), make)) for f in fields(obj)])
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return type(obj)(*[_convert(v, make) for v in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)(_convert(v, make) for v in obj)
    if isinstance(obj, dict):
        pairs = [(_convert(k, make), _convert(v, make)) for k, v in obj.items()]
        if hasattr(type(obj), "default_factory"):
            result = type(obj)(obj.default_factory)
            for k, v in pairs:
                result[k] = v
            return result
        return type(obj)(pairs)
    return copy.deepcopy(obj)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True, repr=True, eq=True, order=False, unsafe_hash=False,
                   frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False, module=None):
    body = dict(namespace or {})
    annotations = {}
    for item in fields:
        if isinstance(item, str):
            name, kind = item, "typing.Any"
        elif len(item) == 2:
            name, kind = item
        elif len(item) == 3:
            name, kind, body[item[0]] = item
        else:
            raise TypeError(f"Invalid field: {item!r}")
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f"Field names must be valid identifiers: {name!r}")
        if keyword.iskeyword(name):
            raise TypeError(f"Field names must not be keywords: {name!r}")
        if name in annotations:
            raise TypeError(f"Field name duplicated: {name!r}")
        annotations[name] = kind
    body["__annotations__"] = annotations
    cls = new_class(cls_name, bases, {}, lambda ns: ns.update(body))
    cls.__module__ = module or sys._getframe(1).f_globals.get("__name__", "__main__")
    return dataclass(cls, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen, match_args=match_args,
                     kw_only=kw_only, slots=slots, weakref_slot=weakref_slot)


def replace(obj, /, **changes):
    if not _is_dataclass_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    return _replace(obj, **changes)


def _replace(self, /, **changes):
    for f in getattr(self, _FIELDS).values():
        if f._field_type is _FIELD_CLASSVAR:
            continue
        if not f.init:
            if f.name in changes:
                raise TypeError(f"field {f.name} is declared with init=False, it cannot be specified with replace()")
            continue
        if f.name not in changes:
            if f._field_type is _FIELD_INITVAR and f.default is MISSING:
                raise TypeError(f"InitVar {f.name!r} must be specified with replace()")
            changes[f.name] = getattr(self, f.name)
    return self.__class__(**changes)
