"""Names for annotations. Annotations are accepted and never checked, so most of these only need a faithful repr()."""
import collections
import collections.abc as _abc
import contextlib as _contextlib
import functools as _functools
import operator as _operator
import sys as _sys
import types as _types
from types import GenericAlias as _GenericAlias_

TYPE_CHECKING = False


def _text(t):
    if t is Ellipsis:
        return "..."
    if isinstance(t, type) and not isinstance(t, _GenericAlias_):
        return t.__qualname__ if t.__module__ == "builtins" else f"{t.__module__}.{t.__qualname__}"
    if isinstance(t, (tuple, list)):
        return "[" + ", ".join(map(_text, t)) + "]"
    if isinstance(t, _types.FunctionType):
        return t.__name__
    return repr(t)


def _parameters(args):
    found = []
    for a in args:
        if isinstance(a, (TypeVar, ParamSpec, TypeVarTuple)):
            candidates = (a,)
        elif isinstance(a, (list, tuple)):
            candidates = _parameters(a)
        else:
            candidates = getattr(a, "__parameters__", ()) if not isinstance(a, type) else ()
        found += [c for c in candidates if c not in found]
    return tuple(found)


def _substitute(arg, values):
    if isinstance(arg, (TypeVar, ParamSpec, TypeVarTuple)):
        return values.get(arg, arg)
    if isinstance(arg, list):
        return [_substitute(a, values) for a in arg]
    if getattr(arg, "__parameters__", ()) and not isinstance(arg, type):
        return arg[tuple(values.get(p, p) for p in arg.__parameters__)]
    return arg


class _Special:
    """A name like Any, Union or ClassVar; some can be subscripted."""

    def __init__(self, name, subscript=None):
        self._name = name
        self.__name__ = self.__qualname__ = name
        self._subscript = subscript

    def __repr__(self):
        return "typing." + self._name

    def __getitem__(self, parameters):
        if self._subscript is None:
            raise TypeError(f"{self!r} is not subscriptable")
        return self._subscript(parameters)

    def __call__(self, *args, **kwds):
        raise TypeError(f"Cannot instantiate {self!r}")

    def __instancecheck__(self, obj):
        raise TypeError(f"{self!r} cannot be used with isinstance()")

    def __subclasscheck__(self, cls):
        raise TypeError(f"{self!r} cannot be used with issubclass()")

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")

    def __hash__(self):
        return hash(self._name)

    def __eq__(self, other):
        return self is other


class _Alias:
    """A subscripted name: Optional[int], List[str], Box[T]."""

    def __init__(self, origin, args, name=None):
        self.__origin__ = origin
        self.__args__ = args
        self._name = name
        self.__parameters__ = _parameters(args)

    def __repr__(self):
        if self._name == "Optional":
            rest = [a for a in self.__args__ if a is not type(None)]
            return f"typing.Optional[{_text(rest[0])}]"
        if self._name == "Callable":
            arguments, result = self.__args__[:-1], self.__args__[-1]
            if arguments == (Ellipsis,):
                return f"typing.Callable[..., {_text(result)}]"
            if len(arguments) == 1 and (isinstance(arguments[0], ParamSpec) or getattr(arguments[0], "_name", None) == "Concatenate"):
                return f"typing.Callable[{_text(arguments[0])}, {_text(result)}]"
            return f"typing.Callable[[{', '.join(map(_text, arguments))}], {_text(result)}]"
        if self._name == "Literal":
            return f"typing.Literal[{', '.join(map(repr, self.__args__))}]"
        if self._name == "Annotated":
            return f"typing.Annotated[{_text(self.__args__[0])}, {', '.join(map(repr, self.__metadata__))}]"
        name = "typing." + self._name if self._name else _text(self.__origin__)
        return f"{name}[{', '.join(map(_text, self.__args__)) if self.__args__ else '()'}]"

    def __getitem__(self, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        if not self.__parameters__:
            raise TypeError(f"{self!r} is not a generic class")
        values = dict(zip(self.__parameters__, parameters))
        args = tuple(_substitute(a, values) for a in self.__args__)
        if self.__origin__ is Union:
            return Union[args]
        return _Alias(self.__origin__, args, self._name)

    def __call__(self, *args, **kwds):
        if not callable(self.__origin__) or isinstance(self.__origin__, _Special):
            raise TypeError(f"Cannot instantiate typing.{self._name}")
        if self._name and self._name in globals() and globals()[self._name] is not self.__origin__:
            raise TypeError(f"Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead")
        made = self.__origin__(*args, **kwds)
        try:
            made.__orig_class__ = self
        except Exception:
            pass
        return made

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return getattr(self.__origin__, name)

    def __mro_entries__(self, bases):
        if isinstance(self.__origin__, _Special):
            if self.__origin__ in (Union, Optional, Literal, ClassVar, Final):
                raise TypeError(f"Cannot subclass {self!r}")
            return ()
        if self.__origin__ in (Generic, Protocol):
            i = bases.index(self)
            if any(isinstance(b, _Alias) and b is not self and b.__origin__ not in (Generic, Protocol) for b in bases[i + 1:]):
                return ()
        return (self.__origin__,)

    def __eq__(self, other):
        if not isinstance(other, _Alias):
            return NotImplemented
        if self.__origin__ is Union:
            return other.__origin__ is Union and set(self.__args__) == set(other.__args__)
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        if self.__origin__ is Union:
            return hash((Union, frozenset(self.__args__)))
        return hash((self.__origin__, self.__args__))

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __instancecheck__(self, obj):
        if self.__origin__ is Union:
            return isinstance(obj, self.__args__)
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __subclasscheck__(self, cls):
        if self.__origin__ is Union:
            return issubclass(cls, self.__args__)
        raise TypeError("Subscripted generics cannot be used with class and instance checks")


# How many arguments they take, where it is not one, and what the last ones are when not given.
_COUNTS = {"Dict": 2, "DefaultDict": 2, "OrderedDict": 2, "ChainMap": 2, "Mapping": 2, "MutableMapping": 2, "ItemsView": 2, "Coroutine": 3,
           "Generator": 3, "AsyncGenerator": 2, "ContextManager": 2, "AsyncContextManager": 2, "Hashable": 0, "Sized": 0}
_DEFAULTS = {"Generator": (None, None), "AsyncGenerator": (None,), "ContextManager": (bool | None,), "AsyncContextManager": (bool | None,)}


class _BareAlias(_Special):
    """List, Dict and the like: a class under another name, subscripted or not."""

    def __init__(self, origin, name):
        super().__init__(name)
        self.__origin__ = origin

    def __getitem__(self, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        if self._name != "Tuple":
            parameters = self._complete(parameters)
        return _Alias(self.__origin__, tuple(ForwardRef(p) if isinstance(p, str) else type(None) if p is None else p for p in parameters), self._name)

    def _complete(self, parameters):
        """With the defaults of those that are not given; as many as the class takes."""
        wanted, defaults = _COUNTS.get(self._name, 1), _DEFAULTS.get(self._name, ())
        given = len(parameters)
        if wanted - len(defaults) <= given < wanted:
            return (*parameters, *defaults[given - wanted:])
        if not wanted:
            raise TypeError(f"{self} is not a generic class")
        if given != wanted:
            least = f"at least {wanted - len(defaults)}" if defaults else wanted
            raise TypeError(f"Too {'many' if given > wanted else 'few'} arguments for {self}; actual {given}, expected {least}")
        return parameters

    def __call__(self, *args, **kwds):
        return self.__origin__(*args, **kwds)

    def __instancecheck__(self, obj):
        return isinstance(obj, self.__origin__)

    def __subclasscheck__(self, cls):
        return issubclass(cls, self.__origin__)

    def __mro_entries__(self, bases):
        return (self.__origin__,)


class ForwardRef:
    def __init__(self, arg, module=None):
        self.__forward_arg__ = arg
        self.__forward_module__ = module

    def __repr__(self):
        module = "" if self.__forward_module__ is None else f", module={self.__forward_module__!r}"
        return f"ForwardRef({self.__forward_arg__!r}{module})"

    def __eq__(self, other):
        return isinstance(other, ForwardRef) and self.__forward_arg__ == other.__forward_arg__

    def __hash__(self):
        return hash(self.__forward_arg__)


class _TypeParameter:
    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")


class _NoDefaultType:
    def __repr__(self):
        return "typing.NoDefault"


NoDefault = _NoDefaultType()


def _checked(value):
    return ForwardRef(value) if isinstance(value, str) else value


def _once(find):
    found = []

    def value():
        if not found:
            found.append(find())
        return found[0]
    return value


class _WithDefault(_TypeParameter):
    """A parameter whose default, and bound, may be found out when somebody asks: then a function is kept for each."""

    def _keep(self, name, default, bound=None):
        self.__name__ = name
        self._default, self._has_default = lambda: default, default is not NoDefault
        self._bound = lambda: bound

    @classmethod
    def _lazy(cls, name, bound, default, constraints):
        made = cls(name)
        made.__infer_variance__ = True
        if constraints:
            made._constraints = _once(bound)
        elif bound is not None:
            made._bound = _once(bound)
        if default is not None:
            made._default, made._has_default = _once(default), True
        return made

    @property
    def __default__(self):
        return self._default()

    def has_default(self):
        return self._has_default

    def __typing_subst__(self, arg):
        return arg


class TypeVar(_WithDefault):
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False, infer_variance=False, default=NoDefault):
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        if infer_variance and (covariant or contravariant):
            raise ValueError("Variance cannot be specified with infer_variance.")
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        self._keep(name, default, _checked(bound))
        self._constraints = lambda: tuple(map(_checked, constraints))
        self.__covariant__, self.__contravariant__, self.__infer_variance__ = covariant, contravariant, infer_variance

    @property
    def __bound__(self):
        return self._bound()

    @property
    def __constraints__(self):
        return self._constraints()

    def __repr__(self):
        return ("" if self.__infer_variance__ else "+" if self.__covariant__ else "-" if self.__contravariant__ else "~") + self.__name__


class ParamSpec(_WithDefault):
    def __init__(self, name, *, bound=None, covariant=False, contravariant=False, default=NoDefault):
        self._keep(name, default, bound)
        self.__infer_variance__ = False
        self.args = _ParamSpecPart(self, "args")
        self.kwargs = _ParamSpecPart(self, "kwargs")

    def __repr__(self):
        return ("" if self.__infer_variance__ else "~") + self.__name__


class _ParamSpecPart:
    def __init__(self, origin, part):
        self.__origin__ = origin
        self._part = part

    def __repr__(self):
        return f"{self.__origin__.__name__}.{self._part}"


class TypeAliasType(_TypeParameter):
    """What a `type` statement makes: its value is found out when somebody asks."""

    def __init__(self, name, value, *, type_params=()):
        self.__name__ = name
        self.__type_params__ = self.__parameters__ = type_params
        self._evaluate = lambda: value

    @classmethod
    def _lazy(cls, name, type_params, evaluate):
        alias = cls(name, None, type_params=type_params)
        alias._evaluate = evaluate
        return alias

    @property
    def __value__(self):
        return self._evaluate()

    def __getitem__(self, parameters):
        return _Alias(self, parameters if isinstance(parameters, tuple) else (parameters,))

    def __repr__(self):
        return self.__name__


class TypeVarTuple(_WithDefault):
    def __init__(self, name, *, default=NoDefault):
        self._keep(name, default)

    def __repr__(self):
        return self.__name__

    def __iter__(self):
        yield Unpack[self]


def _union(parameters):
    if parameters == ():
        raise TypeError("Cannot take a Union of no types.")
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    flat = []
    for p in parameters:
        p = type(None) if p is None else ForwardRef(p) if isinstance(p, str) else p
        nested = p.__args__ if isinstance(p, _Alias) and p.__origin__ is Union or isinstance(p, _types.UnionType) else (p,)
        flat += [n for n in nested if n not in flat]
    if len(flat) == 1:
        return flat[0]
    name = "Optional" if len(flat) == 2 and type(None) in flat else "Union"
    return _Alias(Union, tuple(flat), name)


def _optional(parameter):
    if isinstance(parameter, tuple):
        raise TypeError(f"typing.Optional requires a single type. Got {parameter!r:.100}.")
    return Union[parameter, type(None)]


def _callable(parameters):
    if not isinstance(parameters, tuple) or len(parameters) != 2:
        raise TypeError("Callable must be used as Callable[[arg, ...], result].")
    arguments, result = parameters
    arguments = tuple(arguments) if isinstance(arguments, list) else (arguments,)
    return _Alias(_abc.Callable, tuple(type(None) if p is None else p for p in (*arguments, result)), "Callable")


def _literal(parameters):
    return _Alias(Literal, parameters if isinstance(parameters, tuple) else (parameters,), "Literal")


def _annotated(parameters):
    first = type(None) if parameters[0] is None else parameters[0]
    made = _Alias(Annotated, (first,), "Annotated")
    made.__origin__ = first
    made.__metadata__ = tuple(parameters[1:])
    return made


def _plain(name):
    def subscript(parameters):
        if isinstance(parameters, tuple) and name != "Concatenate":
            raise TypeError(f"typing.{name} accepts only single type. Got {parameters!r:.100}.")
        return _Alias(globals()[name], parameters if isinstance(parameters, tuple) else (type(None) if parameters is None else parameters,), name)
    return _Special(name, subscript)


Union = _Special("Union", _union)
Optional = _Special("Optional", _optional)
Literal = _Special("Literal", _literal)
Annotated = _Special("Annotated", _annotated)
for _name in ("ClassVar", "Final", "Concatenate", "TypeGuard", "TypeIs", "Required", "NotRequired", "ReadOnly", "Unpack"):
    globals()[_name] = _plain(_name)
for _name in ("NoReturn", "Never", "Self", "LiteralString", "TypeAlias"):
    globals()[_name] = _Special(_name)


class _AnyMeta(type):
    def __instancecheck__(self, obj):
        if self is Any:
            raise TypeError("typing.Any cannot be used with isinstance()")
        return super().__instancecheck__(obj)

    def __repr__(self):
        return "typing.Any" if self is Any else super().__repr__()


class Any(metaclass=_AnyMeta):
    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls)


class _CallableName(_BareAlias):
    def __getitem__(self, parameters):
        return _callable(parameters)


Callable = _CallableName(_abc.Callable, "Callable")
List, Dict, Set, FrozenSet = _BareAlias(list, "List"), _BareAlias(dict, "Dict"), _BareAlias(set, "Set"), _BareAlias(frozenset, "FrozenSet")
Tuple, Type = _BareAlias(tuple, "Tuple"), _BareAlias(type, "Type")
Deque, DefaultDict = _BareAlias(collections.deque, "Deque"), _BareAlias(collections.defaultdict, "DefaultDict")
OrderedDict, Counter, ChainMap = (_BareAlias(getattr(collections, n), n) for n in ("OrderedDict", "Counter", "ChainMap"))
for _name in ("Awaitable", "Coroutine", "AsyncIterable", "AsyncIterator", "AsyncGenerator", "Hashable", "Iterable", "Iterator", "Generator",
              "Reversible", "Sized", "Container", "Collection", "MutableSet", "Mapping", "MutableMapping", "MappingView", "KeysView",
              "ItemsView", "ValuesView", "Sequence", "MutableSequence"):
    globals()[_name] = _BareAlias(getattr(_abc, _name), _name)
AbstractSet = _BareAlias(_abc.Set, "AbstractSet")
ContextManager = _BareAlias(_contextlib.AbstractContextManager, "ContextManager")
AsyncContextManager = _BareAlias(_contextlib.AbstractAsyncContextManager, "AsyncContextManager")
Text = str


def _check_count(cls, parameters):
    expected = cls.__parameters__
    if any(not isinstance(p, TypeVar) for p in expected):
        return            # one that stands for several
    needed = sum(not p.has_default() for p in expected)
    if not needed <= len(parameters) <= len(expected):
        many, least = ("many", "") if len(parameters) > len(expected) else ("few", "at least " if needed < len(expected) else "")
        raise TypeError(f"Too {many} arguments for {cls}; actual {len(parameters)}, expected {least}{needed if many == 'few' else len(expected)}")


class Generic:
    __slots__ = ()

    def __class_getitem__(cls, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        if cls not in (Generic, Protocol) and not getattr(cls, "__parameters__", ()):
            raise TypeError(f"{cls!r} is not a generic class")
        if cls in (Generic, Protocol):
            if not all(isinstance(p, (TypeVar, ParamSpec, TypeVarTuple, _Alias)) for p in parameters):
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be type variables or parameter specification variables.")
        else:
            _check_count(cls, parameters)
        return _Alias(cls, parameters)

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        bases = cls.__dict__.get("__orig_bases__", ())
        found = []
        for base in bases:
            if isinstance(base, _Alias) and base.__origin__ in (Generic, Protocol):
                found = list(base.__parameters__)
                break
            found += [p for p in getattr(base, "__parameters__", ()) if p not in found] if not isinstance(base, type) else []
        parameters = tuple(found) or tuple(getattr(cls, "__type_params__", ()))
        if parameters or bases:
            cls.__parameters__ = parameters


def _protocol_members(cls):
    names = set()
    for base in cls.__mro__[:-1]:
        if base in (Protocol, Generic) or not getattr(base, "_is_protocol", False):
            continue
        names.update(n for n in base.__dict__ if not n.startswith("_abc_") and n not in _NOT_MEMBERS)
        names.update(base.__dict__.get("__annotations__", {}))
    return names


def is_protocol(tp, /):
    return isinstance(tp, type) and getattr(tp, "_is_protocol", False) and tp is not Protocol


def get_protocol_members(tp, /):
    if not is_protocol(tp):
        raise TypeError(f"{tp!r} is not a Protocol")
    return frozenset(_protocol_members(tp))


_NOT_MEMBERS = frozenset(("__module__", "__qualname__", "__doc__", "__dict__", "__weakref__", "__parameters__", "__orig_bases__", "__annotations__",
                          "_is_protocol", "_is_runtime_protocol", "__init__", "__abstractmethods__", "__slots__", "__firstlineno__",
                          "__static_attributes__", "__class_getitem__", "__init_subclass__", "__subclasshook__", "__match_args__",
                          "__type_params__"))


class _ProtocolMeta(type(_contextlib.AbstractContextManager)):
    def __instancecheck__(cls, instance):
        if cls is Protocol or not cls.__dict__.get("_is_protocol", False):
            return super().__instancecheck__(instance)
        if not getattr(cls, "_is_runtime_protocol", False):
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        return super().__instancecheck__(instance) or all(hasattr(instance, n) for n in _protocol_members(cls))

    def __subclasscheck__(cls, other):
        if cls is Protocol or not cls.__dict__.get("_is_protocol", False):
            return super().__subclasscheck__(other)
        if not getattr(cls, "_is_runtime_protocol", False):
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        return super().__subclasscheck__(other) or all(hasattr(other, n) for n in _protocol_members(cls))


def _no_init_or_replace_init(self, *args, **kwargs):
    """__init__ of a protocol; the first instance of a class derived from it finds that class the next __init__."""
    cls = type(self)
    if cls._is_protocol:
        raise TypeError("Protocols cannot be instantiated")
    if cls.__init__ is not _no_init_or_replace_init:
        return
    others = (base.__dict__["__init__"] for base in cls.__mro__ if base.__dict__.get("__init__", _no_init_or_replace_init) is not _no_init_or_replace_init)
    cls.__init__ = next(others, object.__init__)
    cls.__init__(self, *args, **kwargs)


class Protocol(Generic, metaclass=_ProtocolMeta):
    __slots__ = ()
    _is_protocol = True

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if not cls.__dict__.get("_is_protocol", False):
            cls._is_protocol = any(b is Protocol for b in cls.__bases__)
        if cls._is_protocol and cls.__init__ is Protocol.__init__:
            cls.__init__ = _no_init_or_replace_init


def runtime_checkable(cls):
    if not getattr(cls, "_is_protocol", False):
        raise TypeError("@runtime_checkable can be only applied to protocol classes, got %r" % cls)
    cls._is_runtime_protocol = True
    return cls


class _NamedTupleMeta(type):
    def __new__(cls, typename, bases, ns):
        types = ns.get("__annotations__", {})
        names = list(types)
        defaults = []
        for n in names:
            if n in ns:
                defaults.append(n)
            elif defaults:
                plural = "s" if len(defaults) > 1 else ""
                raise TypeError(f"non-default namedtuple field {n} cannot follow default field{plural} {', '.join(defaults)}")
        made = collections.namedtuple(typename, names, defaults=[ns[n] for n in defaults], module=ns["__module__"])
        made.__annotations__ = {n: _checked(t) for n, t in types.items()}
        for key, value in ns.items():
            if key in ("__new__", "__init__", "__slots__", "__getnewargs__", "_fields", "_field_defaults", "_make", "_replace", "_asdict"):
                raise AttributeError("Cannot overwrite NamedTuple attribute " + key)
            if key not in ("__module__", "__name__", "__annotations__", "__orig_bases__") and key not in names:
                setattr(made, key, value)
        return made


class _NamedTupleName:
    """Subclassing NamedTuple, or calling it, makes a collections.namedtuple with types."""

    def __call__(self, typename, fields=(), /, **kwargs):
        fields = list(fields) or list(kwargs.items())
        made = collections.namedtuple(typename, [n for n, _ in fields], module="__main__")
        made.__annotations__ = dict(fields)
        return made

    def __mro_entries__(self, bases):
        return (_NamedTupleBase,)

    def __repr__(self):
        return "<function NamedTuple>"


_NamedTupleBase = type.__new__(_NamedTupleMeta, "NamedTuple", (), {})
NamedTuple = _NamedTupleName()


class _TypedDictMeta(type):
    def __new__(cls, name, bases, ns, total=True):
        made = type.__new__(cls, name, (dict,), ns)
        annotations, required, optional = {}, set(), set()
        for base in bases:
            annotations.update(getattr(base, "__annotations__", {}))
            required |= getattr(base, "__required_keys__", set())
            optional |= getattr(base, "__optional_keys__", set())
        own = ns.get("__annotations__", {})
        annotations.update((n, ForwardRef(t, ns["__module__"]) if isinstance(t, str) else t) for n, t in own.items())
        for key, value in own.items():
            text = value if isinstance(value, str) else repr(value)
            needed = "NotRequired[" not in text and (total or "Required[" in text)
            (required if needed else optional).add(key)
        made.__annotations__ = annotations
        made.__required_keys__, made.__optional_keys__, made.__total__ = frozenset(required), frozenset(optional), total
        return made

    def __call__(cls, *args, **kwargs):
        return dict(*args, **kwargs)

    def __instancecheck__(cls, instance):
        raise TypeError("TypedDict does not support instance and class checks")

    __subclasscheck__ = __instancecheck__


class _TypedDictName:
    def __call__(self, typename, fields=(), /, *, total=True):
        return _TypedDictMeta(typename, (), {"__annotations__": dict(fields), "__module__": "__main__"}, total=total)

    def __mro_entries__(self, bases):
        return (_TypedDictBase,)

    def __repr__(self):
        return "<function TypedDict>"


_TypedDictBase = type.__new__(_TypedDictMeta, "TypedDict", (dict,), {})
TypedDict = _TypedDictName()


class NewType:
    def __init__(self, name, tp):
        self.__name__ = self.__qualname__ = name
        self.__supertype__ = tp
        self.__module__ = "__main__"

    def __call__(self, x):
        return x

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class SupportsInt(Protocol):
    def __int__(self): ...


class SupportsFloat(Protocol):
    def __float__(self): ...


class SupportsRound(Protocol):
    def __round__(self, ndigits=0): ...


class SupportsBytes(Protocol):
    def __bytes__(self): ...


class SupportsIndex(Protocol):
    def __index__(self): ...


class SupportsAbs(Protocol):
    def __abs__(self): ...


class IO:
    __class_getitem__ = classmethod(_GenericAlias_)


class TextIO(IO):
    pass


class BinaryIO(IO):
    pass


AnyStr = TypeVar("AnyStr", bytes, str)


def cast(typ, val):
    return val


_overloads = {}


def overload(func):
    plain = getattr(func, "__func__", func)
    _overloads.setdefault((plain.__module__, plain.__qualname__), {})[plain.__code__.co_firstlineno] = func
    return func


def get_overloads(func):
    plain = getattr(func, "__func__", func)
    return list(_overloads.get((plain.__module__, plain.__qualname__), {}).values())


def clear_overloads():
    _overloads.clear()


def final(f):
    try:
        f.__final__ = True
    except (AttributeError, TypeError):
        pass
    return f


def override(method):
    try:
        method.__override__ = True
    except (AttributeError, TypeError):
        pass
    return method


def no_type_check(arg):
    return arg


def dataclass_transform(**kwargs):
    return lambda cls: cls


def assert_type(val, typ):
    return val


def assert_never(arg):
    raise AssertionError(f"Expected code to be unreachable, but got: {arg!r}")


def reveal_type(obj):
    print(f"Runtime type is {type(obj).__name__!r}", file=_sys.stderr)
    return obj


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    if isinstance(obj, type):
        hints = {}
        for base in reversed(obj.__mro__):
            hints.update(base.__dict__.get("__annotations__", {}))
    else:
        hints = dict(getattr(obj, "__annotations__", {}))
    names = globalns if globalns is not None else getattr(obj, "__globals__", None)
    if names is None:
        module = _sys.modules.get(getattr(obj, "__module__", None))
        names = module.__dict__ if module is not None else {}
    for key, value in hints.items():
        found = _evaluated(value, names, localns)
        hints[key] = found if include_extras else _without_extras(found)
    return hints


def _without_extras(tp):
    """What Annotated, Required and the like say beside the type is left out."""
    if isinstance(tp, _Alias) and tp._name in ("Annotated", "Required", "NotRequired", "ReadOnly"):
        return _without_extras(tp.__args__[0])
    if not isinstance(tp, (_Alias, _GenericAlias_, _types.UnionType)) or getattr(tp, "_name", None) == "Literal":
        return tp
    args = tuple(map(_without_extras, tp.__args__))
    return tp if args == tp.__args__ else _of_other_args(tp, args)


def _of_other_args(tp, args):
    if isinstance(tp, _GenericAlias_):
        return _GenericAlias_(tp.__origin__, args)
    if isinstance(tp, _types.UnionType):
        return _functools.reduce(_operator.or_, args)
    if tp.__origin__ is Union:
        return Union[args]
    return _Alias(tp.__origin__, args, tp._name)


def _evaluated(value, names, localns):
    """An annotation with what it says as text looked up, inside of others too."""
    if isinstance(value, ForwardRef):
        value = value.__forward_arg__
    if isinstance(value, str):
        return _evaluated(eval(value, names, localns), names, localns)
    args = getattr(value, "__args__", ()) if isinstance(value, (_Alias, _GenericAlias_)) and value is not Literal else ()
    if any(isinstance(a, (ForwardRef, _Alias, _GenericAlias_)) for a in args) and getattr(value, "_name", None) not in ("Literal", "Annotated"):
        found = tuple(_evaluated(a, names, localns) for a in args)
        if found != args:
            return _of_other_args(value, found)
    return type(None) if value is None else value


def get_origin(tp):
    if isinstance(tp, _Alias):
        return Annotated if tp._name == "Annotated" else tp.__origin__
    if isinstance(tp, _types.UnionType):
        return _types.UnionType
    if isinstance(tp, _BareAlias):
        return tp.__origin__
    if tp is Generic:
        return Generic
    return getattr(tp, "__origin__", None) if isinstance(tp, _GenericAlias_) else None


def get_args(tp):
    if isinstance(tp, _Alias) and tp._name == "Annotated":
        return (*tp.__args__, *tp.__metadata__)
    if isinstance(tp, _Alias) and tp._name == "Callable" and tp.__args__[0] is not Ellipsis:
        return (list(tp.__args__[:-1]), tp.__args__[-1])
    return tuple(getattr(tp, "__args__", ()) or ())


def is_typeddict(tp):
    return isinstance(tp, _TypedDictMeta)
