"""Enumerations: Enum, IntEnum, StrEnum, Flag, IntFlag and their helpers."""
from types import DynamicClassAttribute, MappingProxyType

__all__ = ["EnumType", "EnumMeta", "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "ReprEnum", "auto", "unique", "verify", "UNIQUE",
           "CONTINUOUS", "NAMED_FLAGS", "FlagBoundary", "STRICT", "CONFORM", "EJECT", "KEEP", "property", "member", "nonmember"]

_property = property


class auto:
    """Stands for a value that the enumeration chooses."""

    def __init__(self, value=None):
        self.value = value


class nonmember:
    def __init__(self, value):
        self.value = value


class member:
    def __init__(self, value):
        self.value = value


class property(DynamicClassAttribute):
    """A property of the members that may share its name with one."""

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            if self.name in getattr(ownerclass, "_member_map_", ()):
                return ownerclass._member_map_[self.name]
            raise AttributeError(f"{ownerclass!r} has no attribute {self.name!r}", name=self.name, obj=ownerclass)
        return self.fget(instance)

    def __set__(self, instance, value):
        if self.fset is not None:
            return self.fset(instance, value)
        raise AttributeError("<enum %r> cannot set attribute %r" % (self.clsname, self.name))

    def __delete__(self, instance):
        if self.fdel is not None:
            return self.fdel(instance)
        raise AttributeError("<enum %r> cannot delete attribute %r" % (self.clsname, self.name))

    def __set_name__(self, owner, name):
        self.name = name
        self.clsname = owner.__name__


_not_given = object()


def _is_descriptor(value):
    return any(hasattr(type(value), name) for name in ("__get__", "__set__", "__delete__"))


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == "__" and name[2] != "_" and name[-3] != "_"


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == "_" and name[1] != "_" and name[-2] != "_"


def _is_private(cls_name, name):
    return name.startswith(f"_{cls_name}__") and not name.endswith("__")


class EnumDict(dict):
    """The namespace of a class body: notices what is to become a member, and gives auto() its value."""

    def __init__(self, cls_name):
        super().__init__()
        self._cls_name = cls_name
        self._member_names = {}
        self._last_values = []
        self._ignore = []
        self._generate = None

    def __setitem__(self, key, value):
        if _is_private(self._cls_name, key):
            pass
        elif _is_sunder(key):
            if key == "_ignore_":
                value = value.replace(",", " ").split() if isinstance(value, str) else list(value)
                self._ignore = value
            elif key == "_generate_next_value_":
                self._generate = value.__func__ if isinstance(value, staticmethod) else value
            elif key not in ("_order_", "_missing_", "_numeric_repr_", "_iter_member_", "_iter_member_by_value_", "_iter_member_by_def_",
                             "_add_alias_", "_add_value_alias_"):
                raise ValueError(f"_sunder_ names, such as {key!r}, are reserved for future Enum use")
        elif _is_dunder(key):
            pass
        elif key in self._member_names:
            raise TypeError(f"{key!r} already defined as {self[key]!r}")
        elif key in self._ignore:
            pass
        elif isinstance(value, nonmember):
            value = value.value
        elif _is_descriptor(value) and not isinstance(value, member):
            pass
        else:
            if key in self:
                raise TypeError(f"{key!r} already defined as {self[key]!r}")
            if isinstance(value, member):
                value = value.value
            if isinstance(value, auto):
                value = self._next_value(key, value)
            elif isinstance(value, tuple) and any(isinstance(v, auto) for v in value):
                value = tuple(self._next_value(key, v) if isinstance(v, auto) else v for v in value)
            self._member_names[key] = None
            self._last_values.append(value)
        super().__setitem__(key, value)

    def _next_value(self, key, value):
        if value.value is None:
            value.value = self._generate(key, 1, len(self._member_names), self._last_values[:])
        return value.value


class EnumType(type):
    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        metacls._check_for_existing_members_(cls, bases)
        namespace = EnumDict(cls)
        member_type, first_enum = metacls._get_mixins_(cls, bases)
        if first_enum is not None:
            namespace._generate = getattr(first_enum, "_generate_next_value_", None)
        return namespace

    def __new__(metacls, cls, bases, classdict, *, boundary=None, _simple=False, **kwds):
        if not isinstance(classdict, EnumDict):
            made = EnumDict(cls)
            member_type, first_enum = metacls._get_mixins_(cls, bases)
            made._generate = getattr(first_enum, "_generate_next_value_", None)
            for key, value in classdict.items():
                made[key] = value
            classdict = made
        for name in classdict._ignore:
            classdict.pop(name, None)
        names = list(classdict._member_names)
        for name in names:
            if name in ("mro", ""):
                raise ValueError(f"invalid enum member name(s) {name!r}")
        member_type, first_enum = metacls._get_mixins_(cls, bases)
        values = {name: classdict[name] for name in names}
        namespace = {key: value for key, value in classdict.items() if key not in values}
        namespace.pop("_ignore_", None)
        if "_generate_next_value_" in namespace and not isinstance(namespace["_generate_next_value_"], staticmethod):
            namespace["_generate_next_value_"] = staticmethod(namespace["_generate_next_value_"])
        namespace["_member_names_"] = []
        namespace["_member_map_"] = {}
        namespace["_value2member_map_"] = {}
        namespace["_unhashable_values_"] = []
        namespace["_member_type_"] = member_type
        # __new__ of a class body makes members; later calls of the class look one up, which is Enum's own __new__.
        own_new = namespace.pop("__new__", None) if Enum is not None else None
        if boundary is not None or first_enum is not None:
            namespace["_boundary_"] = boundary or getattr(first_enum, "_boundary_", None)
        enum_class = super().__new__(metacls, cls, bases, namespace, **kwds)
        maker = own_new.__func__ if isinstance(own_new, staticmethod) else own_new
        if maker is None and first_enum is not None:
            maker = getattr(first_enum, "_new_member_", None)
        enum_class._new_member_ = staticmethod(maker) if maker is not None else None
        if Enum is not None:
            type.__setattr__(enum_class, "__new__", Enum.__dict__["__new__"])
        for name, value in values.items():
            enum_class._make_member_(name, value, member_type, maker)
        if member_type is not object and member_type is not None and not _simple:
            enum_class._keep_mixin_methods_(first_enum, member_type, namespace)
        if first_enum is not None and Flag is not None and issubclass(enum_class, Flag):
            enum_class._finish_flag()
        return enum_class

    def __init__(cls, *args, **kwds):
        super().__init__(*args)

    def _make_member_(cls, name, value, member_type, maker):
        args = value if isinstance(value, tuple) else (value,)
        if member_type is tuple:
            args = (args,)
        if maker is not None:
            made = maker(cls, *args)
            if not hasattr(made, "_value_"):
                made._value_ = value if member_type is object else member_type(*args)
        elif member_type is object:
            made = object.__new__(cls)
            made._value_ = value
        else:
            made = member_type.__new__(cls, *args)
            if not hasattr(made, "_value_"):
                made._value_ = member_type(*args)
        value = made._value_
        made._name_ = name
        made.__objclass__ = cls
        made._sort_order_ = len(cls._member_names_)
        init = cls.__init__
        if init is not object.__init__ and init is not Enum.__init__:
            init(made, *args)
            value = made._value_
        known = cls._find_by_value_(value)
        if known is not None:
            made = known
        else:
            is_alias_flag = Flag is not None and issubclass(cls, Flag) and (not isinstance(value, int) or value & (value - 1) or not value)
            if not is_alias_flag:
                cls._member_names_.append(name)
            try:
                cls._value2member_map_[value] = made
            except TypeError:
                cls._unhashable_values_.append((value, made))
        cls._member_map_[name] = made
        # A property of a base by the same name stays reachable for the members, the member through the class.
        shadowed = next((base.__dict__[name] for base in cls.__mro__[1:] if name in base.__dict__), None)
        if not isinstance(shadowed, property):
            type.__setattr__(cls, name, made)

    def _find_by_value_(cls, value):
        try:
            return cls._value2member_map_.get(value)
        except TypeError:
            return next((m for v, m in cls._unhashable_values_ if v == value), None)

    def _keep_mixin_methods_(cls, first_enum, member_type, namespace):
        """The text of members is the enumeration's, not the mixed-in type's, but for str() and format() where ReprEnum says so."""
        for name in ("__repr__", "__str__", "__format__"):
            if name in namespace:
                continue
            if name != "__repr__" and issubclass(cls, ReprEnum):
                own = name if name in member_type.__dict__ else "__repr__"
                type.__setattr__(cls, name, getattr(member_type, own))
                continue
            for base in cls.__mro__[1:]:
                if isinstance(base, EnumType) and name in base.__dict__:
                    type.__setattr__(cls, name, base.__dict__[name])
                    break

    @classmethod
    def _check_for_existing_members_(mcls, class_name, bases):
        for chain in bases:
            for base in chain.__mro__:
                if isinstance(base, EnumType) and base._member_names_:
                    raise TypeError(f"<enum {class_name!r}> cannot extend {base!r}")

    @classmethod
    def _get_mixins_(mcls, class_name, bases):
        """The data type of the members, and the enumeration the class derives from."""
        if not bases:
            return object, None
        first_enum = bases[-1]
        if not isinstance(first_enum, EnumType):
            raise TypeError("new enumerations should be created as `EnumName([mixin_type, ...] [data_type,] enum_type)`")
        for chain in bases:
            for base in chain.__mro__:
                if base is object:
                    continue
                if isinstance(base, EnumType):
                    if base._member_type_ is not object:
                        return base._member_type_, first_enum
                elif "__new__" in base.__dict__ or base in (int, float, str, bytes, tuple, list, dict, set, frozenset):
                    return base, first_enum
        return object, first_enum

    def __call__(cls, value, names=_not_given, *values, module=None, qualname=None, type=None, start=1, boundary=None):
        if cls._member_map_:
            if names is not _not_given:
                value = (value, names) + values
            return cls.__new__(cls, value)
        if names is _not_given and type is None:
            raise TypeError(f"{cls!r} has no members; specify `names=()` if you meant to create a new, empty, enum")
        return cls._create_(value, names, module=module, qualname=qualname, type=type, start=start, boundary=boundary)

    def _create_(cls, class_name, names, *, module=None, qualname=None, type=None, start=1, boundary=None):
        metacls = cls.__class__
        bases = (cls,) if type is None else (type, cls)
        classdict = metacls.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            original, names, last_values = names, [], []
            for count, name in enumerate(original):
                value = cls._generate_next_value_(name, start, count, last_values[:])
                last_values.append(value)
                names.append((name, value))
        for item in names:
            member_name, member_value = (item, names[item]) if isinstance(item, str) else item
            classdict[member_name] = member_value
        classdict["__module__"] = module or "__main__"
        if qualname is not None:
            classdict["__qualname__"] = qualname
        return metacls.__new__(metacls, class_name, bases, classdict, boundary=boundary)

    def __bool__(cls):
        return True

    def __contains__(cls, value):
        if isinstance(value, cls):
            return True
        return cls._find_by_value_(value) is not None

    def __delattr__(cls, attr):
        if attr in cls._member_map_:
            raise AttributeError("%r cannot delete member %r." % (cls.__name__, attr))
        super().__delattr__(attr)

    def __dir__(cls):
        return sorted(["__class__", "__contains__", "__doc__", "__getitem__", "__init_subclass__", "__iter__", "__len__", "__members__",
                       "__module__", "__name__", "__qualname__"] + cls._member_names_)

    def __getattr__(cls, name):
        if _is_dunder(name):
            raise AttributeError(f"type object {cls.__name__!r} has no attribute {name!r}", name=name, obj=cls)
        members = cls.__dict__.get("_member_map_", {})
        if name in members:
            return members[name]
        raise AttributeError(f"type object {cls.__name__!r} has no attribute {name!r}", name=name, obj=cls)

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def __len__(cls):
        return len(cls._member_names_)

    @_property
    def __members__(cls):
        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        kind = "flag" if Flag is not None and issubclass(cls, Flag) else "enum"
        return f"<{kind} {cls.__name__!r}>"

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError(f"cannot reassign member {name!r}")
        super().__setattr__(name, value)


EnumMeta = EnumType
Flag = ReprEnum = Enum = None


class Enum(metaclass=EnumType):
    def __new__(cls, value):
        if type(value) is cls:
            return value
        found = cls._find_by_value_(value)
        if found is not None:
            return found
        error = None
        try:
            found = cls._missing_(value)
        except Exception as e:
            error, found = e, None
        if isinstance(found, cls):
            return found
        if Flag is not None and issubclass(cls, Flag) and cls._boundary_ is EJECT and isinstance(found, int):
            return found
        wrong = ValueError("%r is not a valid %s" % (value, cls.__qualname__))
        if found is None and error is None:
            raise wrong
        if error is None:
            error = TypeError("error in %s._missing_: returned %r instead of None or a valid member" % (cls.__name__, found))
        if not isinstance(error, ValueError):
            error.__context__ = wrong
        raise error

    def __init__(self, *args, **kwds):
        pass

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        try:
            return sorted(last_values)[-1] + 1
        except TypeError:
            raise TypeError("unable to increment %r" % (last_values[-1],)) from None

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        value_repr = type(self._value_).__repr__ if self._member_type_ is object else self._member_type_.__repr__
        return "<%s.%s: %s>" % (self.__class__.__name__, self._name_, value_repr(self._value_))

    def __str__(self):
        return "%s.%s" % (self.__class__.__name__, self._name_)

    def __dir__(self):
        return ["__class__", "__doc__", "__eq__", "__hash__", "__module__", "name", "value"]

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __deepcopy__(self, memo):
        return self

    def __copy__(self):
        return self

    @property
    def name(self):
        return self._name_

    @property
    def value(self):
        return self._value_


class ReprEnum(Enum):
    """Only repr() is the enumeration's; str() and format() are the mixed-in type's."""


class IntEnum(int, ReprEnum):
    pass


class StrEnum(str, ReprEnum):
    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError("too many arguments for str(): %r" % (values,))
        if len(values) == 1 and not isinstance(values[0], str):
            raise TypeError("%r is not a string" % (values[0],))
        made = str.__new__(cls, *values)
        made._value_ = str(*values)
        return made

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


class FlagBoundary(StrEnum):
    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


class Flag(Enum, boundary=STRICT):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start if start is not None else 1
        return 2 ** max(last_values).bit_length()

    @classmethod
    def _finish_flag(cls):
        cls._flag_mask_ = 0
        cls._singles_mask_ = 0
        for m in cls._member_map_.values():
            cls._flag_mask_ |= m._value_
            if m._value_ and not m._value_ & (m._value_ - 1):
                cls._singles_mask_ |= m._value_
        cls._all_bits_ = 2 ** cls._flag_mask_.bit_length() - 1
        if cls._member_type_ is not object:        # int's operators stand before Flag's in the mro
            for name in ("__or__", "__and__", "__xor__", "__ror__", "__rand__", "__rxor__", "__invert__"):
                if name not in cls.__dict__:
                    type.__setattr__(cls, name, Flag.__dict__[name])

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError("%r is not a valid %s" % (value, cls.__qualname__))
        all_bits = cls._all_bits_
        if not ~all_bits <= value <= all_bits or value & (all_bits ^ cls._flag_mask_):
            if cls._boundary_ is STRICT:
                bits = max(value.bit_length(), cls._flag_mask_.bit_length())
                raise ValueError("%r invalid value %r\n    given %s\n  allowed %s" % (cls, value, _bin(value, bits), _bin(cls._flag_mask_, bits)))
            if cls._boundary_ is CONFORM:
                value &= cls._flag_mask_
            elif cls._boundary_ is EJECT:
                return value
        if value < 0:
            value += all_bits + 1
        known = cls._value2member_map_.get(value)
        if known is not None:
            return known
        if cls._member_type_ is object:
            pseudo = object.__new__(cls)
        else:
            pseudo = cls._member_type_.__new__(cls, value)
        pseudo._value_ = value
        members = [m for m in cls if m._value_ & value]
        unknown = value & ~cls._flag_mask_
        if members:
            pseudo._name_ = "|".join([m._name_ for m in members])
            if unknown:
                pseudo._name_ += "|%s" % cls._numeric_repr_(unknown)
        else:
            pseudo._name_ = None
        return cls._value2member_map_.setdefault(value, pseudo)

    @staticmethod
    def _numeric_repr_(value):
        return repr(value)

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError("unsupported operand type(s) for 'in': %r and %r" % (type(other).__qualname__, self.__class__.__qualname__))
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        return (m for m in self.__class__ if m._value_ & self._value_)

    def __len__(self):
        return self._value_.bit_count()

    def __repr__(self):
        text = repr(self._value_) if self._member_type_ is object else self._member_type_.__repr__(self._value_)
        if self._name_ is None:
            return "<%s: %s>" % (self.__class__.__name__, text)
        return "<%s.%s: %s>" % (self.__class__.__name__, self._name_, text)

    def __str__(self):
        if self._name_ is None:
            return "%s(%r)" % (self.__class__.__name__, self._value_)
        return "%s.%s" % (self.__class__.__name__, self._name_)

    def __bool__(self):
        return bool(self._value_)

    def _other_value(self, other):
        if isinstance(other, self.__class__):
            return other._value_
        if self._member_type_ is not object and isinstance(other, self._member_type_):
            return other
        return None

    def __or__(self, other):
        value = self._other_value(other)
        return NotImplemented if value is None else self.__class__(self._value_ | value)

    def __and__(self, other):
        value = self._other_value(other)
        return NotImplemented if value is None else self.__class__(self._value_ & value)

    def __xor__(self, other):
        value = self._other_value(other)
        return NotImplemented if value is None else self.__class__(self._value_ ^ value)

    def __invert__(self):
        if self._boundary_ in (EJECT, KEEP):
            return self.__class__(~self._value_)
        return self.__class__(self._singles_mask_ & ~self._value_)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__
    __hash__ = Enum.__hash__


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    pass


def _bin(number, bits):
    text = format(number & (2 ** bits - 1) if number < 0 else number, "b").rjust(bits, "0")
    return "0b" + ("1" if number < 0 else "0") + " " + text


def unique(enumeration):
    """Refuses two names for one value."""
    duplicates = [(name, m.name) for name, m in enumeration.__members__.items() if name != m.name]
    if duplicates:
        details = ", ".join("%s -> %s" % pair for pair in duplicates)
        raise ValueError("duplicate values found in %r: %s" % (enumeration, details))
    return enumeration


class EnumCheck(StrEnum):
    CONTINUOUS = "no skipped integer values"
    NAMED_FLAGS = "multi-flag aliases may not contain unnamed flags"
    UNIQUE = "one name per value"


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


class verify:
    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        if UNIQUE in self.checks:
            duplicates = [(name, m.name) for name, m in enumeration.__members__.items() if name != m.name]
            if duplicates:
                raise ValueError("aliases found in %r: %s" % (enumeration, ", ".join("%s -> %s" % pair for pair in duplicates)))
        if CONTINUOUS in self.checks:
            values = sorted(m.value for m in enumeration)
            missing = [v for v in range(values[0], values[-1]) if v not in values] if values else []
            if missing:
                raise ValueError("invalid %s %r: missing values %s" % ("enum", enumeration.__name__, ", ".join(map(str, missing))))
        return enumeration
