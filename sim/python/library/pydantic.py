"""pydantic's BaseModel as far as APIs of courses use it: typed fields, defaults, nested models, validation errors. What is left out says so."""
import copy
import enum
import inspect
import json as _json
import re
import typing

from _http import unsupported

__version__ = "2.10.4"


class _Missing:
    def __repr__(self):
        return "PydanticUndefined"


_MISSING = _Missing()
_reads_attributes = False       # of whatever it is given: how FastAPI makes an answer




class ValidationError(ValueError):
    def __init__(self, title, errors):
        self.title = title
        self._errors = errors
        super().__init__(str(self))

    def errors(self, **kwargs):
        return [dict(e) for e in self._errors]

    def error_count(self):
        return len(self._errors)

    def __str__(self):
        n = len(self._errors)
        lines = [f"{n} validation error{'' if n == 1 else 's'} for {self.title}"]
        for e in self._errors:
            lines.append(".".join(str(part) for part in e["loc"]))
            lines.append(f"  {e['msg']} [type={e['type']}, input_value={e['input']!r}, input_type={type(e['input']).__name__}]\n"
                         f"    For further information visit https://errors.pydantic.dev/2.10/v/{e['type']}")
        return "\n".join(lines)


class EmailStr(str):
    """An address that looks like one: what the package email-validator refuses besides is let pass."""


_TOLD = {"title", "description", "example", "examples", "deprecated", "json_schema_extra", "repr", "include_in_schema"}   # only documentation


class FieldInfo:
    def __init__(self, default=_MISSING, *, default_factory=None, ge=None, gt=None, le=None, lt=None, min_length=None, max_length=None, pattern=None,
                 alias=None, **more):
        for name in more:
            if name not in _TOLD:
                unsupported(f"pydantic's Field({name}=...)", "Bounds, lengths, pattern, alias and default_factory are simulated.")
        self.default = _MISSING if default is ... else default
        self.default_factory = default_factory
        self.ge, self.gt, self.le, self.lt = ge, gt, le, lt
        self.min_length, self.max_length = min_length, max_length
        self.pattern, self.alias = pattern, alias

    def is_required(self):
        return self.default is _MISSING and self.default_factory is None

    def value(self):
        return self.default_factory() if self.default_factory is not None else copy.deepcopy(self.default)


def Field(default=_MISSING, **kwargs):
    return FieldInfo(default, **kwargs)


class ConfigDict(dict):
    pass


class ValidationInfo:
    """What a validator with a third parameter is given."""

    def __init__(self, field_name, data):
        self.field_name = field_name
        self.data = data


def _marked(name, value):
    def mark(function):
        inner = function.__func__ if isinstance(function, classmethod) else function
        setattr(inner, name, value)
        return function
    return mark


def field_validator(*fields, mode="after", check_fields=None):
    if mode not in ("after", "before"):
        unsupported(f"pydantic's field_validator(mode={mode!r})", 'Use mode="after" or mode="before".')
    return _marked("_validates", (fields, mode))


def model_validator(*, mode):
    if mode not in ("after", "before"):
        unsupported(f"pydantic's model_validator(mode={mode!r})", 'Use mode="after" or mode="before".')
    return _marked("_validates_model", mode)


def _error(kind, loc, message, value):
    return {"type": kind, "loc": tuple(loc), "msg": message, "input": value}


def validate(annotation, value, loc, errors):
    """The value as the annotation wants it; what is wrong is added to `errors`."""
    if annotation is typing.Any or annotation is None or isinstance(annotation, str):
        return value
    origin = typing.get_origin(annotation)
    args = typing.get_args(annotation)
    if origin is typing.Annotated:
        return validate(args[0], value, loc, errors)
    if origin is typing.Union or type(annotation).__name__ == "UnionType":
        if value is None and type(None) in args:
            return None
        found = None
        for one in args:
            if one is type(None):
                continue
            own = []
            out = validate(one, value, loc, own)
            if not own:
                return out
            found = found or own
        errors.extend(found or [])
        return value
    if origin is typing.Literal:
        if value not in args:
            expected = " or ".join(repr(a) for a in args)
            errors.append(_error("literal_error", loc, f"Input should be {expected}", value))
        return value
    if origin in (list, tuple, set) or annotation in (list, tuple, set):
        if not isinstance(value, (list, tuple, set)):
            errors.append(_error("list_type", loc, "Input should be a valid list", value))
            return value
        inner = args[0] if args else typing.Any
        return (origin or annotation)(validate(inner, one, (*loc, i), errors) for i, one in enumerate(value))
    if origin is dict or annotation is dict:
        if not isinstance(value, dict):
            errors.append(_error("dict_type", loc, "Input should be a valid dictionary", value))
            return value
        inner = args[1] if len(args) == 2 else typing.Any
        return {key: validate(inner, one, (*loc, key), errors) for key, one in value.items()}
    if not isinstance(annotation, type):
        return value
    if issubclass(annotation, BaseModel):
        if isinstance(value, annotation):
            return value
        if not isinstance(value, dict) and (_reads_attributes or annotation.model_config.get("from_attributes")):
            value = annotation._attributes_of(value)
        if not isinstance(value, dict):
            errors.append(_error("model_attributes_type", loc, "Input should be a valid dictionary or object to extract fields from", value))
            return value
        return annotation._build(value, loc, errors)
    return _scalar(annotation, value, loc, errors)


def _scalar(annotation, value, loc, errors):
    if annotation is bool:
        if isinstance(value, bool):
            return value
        text = str(value).lower()
        if text in ("true", "1", "yes", "on", "t", "y"):
            return True
        if text in ("false", "0", "no", "off", "f", "n"):
            return False
        errors.append(_error("bool_parsing", loc, "Input should be a valid boolean, unable to interpret input", value))
    elif annotation is int:
        if isinstance(value, bool) or not isinstance(value, (int, float, str)):
            errors.append(_error("int_type", loc, "Input should be a valid integer", value))
        elif isinstance(value, float) and value != int(value):
            errors.append(_error("int_from_float", loc, "Input should be a valid integer, got a number with a fractional part", value))
        else:
            try:
                return int(value)
            except ValueError:
                errors.append(_error("int_parsing", loc, "Input should be a valid integer, unable to parse string as an integer", value))
    elif annotation is float:
        try:
            return float(value)
        except (TypeError, ValueError):
            kind = "float_parsing" if isinstance(value, str) else "float_type"
            more = ", unable to parse string as a number" if isinstance(value, str) else ""
            errors.append(_error(kind, loc, "Input should be a valid number" + more, value))
    elif annotation is str:
        if isinstance(value, str):
            return value
        errors.append(_error("string_type", loc, "Input should be a valid string", value))
    elif annotation is EmailStr:
        if not isinstance(value, str):
            errors.append(_error("string_type", loc, "Input should be a valid string", value))
            return value
        name, at, domain = value.rpartition("@")
        if at and name and "." in domain.strip(".") and " " not in value:
            return value
        why = ("An email address must have an @-sign." if not at else "There must be something before the @-sign." if not name else
               "There must be something after the @-sign." if not domain else
               "The part after the @-sign is not valid. It should have a period.")
        errors.append(_error("value_error", loc, f"value is not a valid email address: {why}", value))
    elif isinstance(value, annotation):
        return value
    else:
        return _converted(annotation, value, loc, errors)
    return value


def _converted(annotation, value, loc, errors):
    """Moments, numbers of other kinds, members of an enumeration: by their text, as JSON has them."""
    if issubclass(annotation, enum.Enum):
        try:
            return annotation(value)
        except ValueError:
            shown = [repr(one.value) for one in annotation]
            expected = ", ".join(shown[:-1]) + " or " + shown[-1] if len(shown) > 1 else shown[0]
            errors.append({**_error("enum", loc, f"Input should be {expected}", value), "ctx": {"expected": expected}})
            return value
    name = annotation.__name__
    try:
        if name in ("datetime", "date", "time") and isinstance(value, str):
            return annotation.fromisoformat(value.replace("Z", "+00:00"))
        if name in ("UUID", "Decimal") and isinstance(value, (str, int, float)):
            return annotation(str(value))
    except (ValueError, ArithmeticError):
        kind, message = {"datetime": ("datetime_from_date_parsing", "Input should be a valid datetime or date"),
                         "date": ("date_from_datetime_parsing", "Input should be a valid date or datetime"),
                         "time": ("time_parsing", "Input should be in a valid time format"),
                         "UUID": ("uuid_parsing", "Input should be a valid UUID"),
                         "Decimal": ("decimal_parsing", "Input should be a valid decimal")}[name]
        errors.append(_error(kind, loc, message, value))
        return value
    errors.append(_error("is_instance_of", loc, f"Input should be an instance of {name}", value))
    return value


def shaped(annotation, value, errors):
    """`value` as the annotation has it, taken from the attributes of any objects."""
    global _reads_attributes
    before, _reads_attributes = _reads_attributes, True
    try:
        return validate(annotation, value, ("response",), errors)
    finally:
        _reads_attributes = before


def _bounds(info, value, loc, errors):
    for name, message, ok in (("ge", "greater than or equal to", lambda v, b: v >= b), ("gt", "greater than", lambda v, b: v > b),
                              ("le", "less than or equal to", lambda v, b: v <= b), ("lt", "less than", lambda v, b: v < b)):
        bound = getattr(info, name)
        if bound is not None and value is not None and not ok(value, bound):
            kind = {"ge": "greater_than_equal", "gt": "greater_than", "le": "less_than_equal", "lt": "less_than"}[name]
            errors.append(_error(kind, loc, f"Input should be {message} {bound}", value))
    if info.pattern is not None and isinstance(value, str) and not re.search(info.pattern, value):
        errors.append(_error("string_pattern_mismatch", loc, f"String should match pattern '{info.pattern}'", value))
    if value is None:
        return
    if info.min_length is not None and len(value) < info.min_length:
        s = "" if info.min_length == 1 else "s"
        errors.append(_error("string_too_short", loc, f"String should have at least {info.min_length} character{s}", value))
    if info.max_length is not None and len(value) > info.max_length:
        s = "" if info.max_length == 1 else "s"
        errors.append(_error("string_too_long", loc, f"String should have at most {info.max_length} character{s}", value))


class BaseModel:
    model_config = {}
    model_fields = {}
    _validators = ()            # (fields, mode, name of the method)
    _model_validators = ()      # (mode, name of the method)

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__()
        cls.model_config = {**cls.model_config, **cls.__dict__.get("model_config", {}), **kwargs}
        fields = dict(cls.model_fields)
        for name, annotation in (cls.__annotations__ if "__annotations__" in cls.__dict__ else {}).items():
            if name.startswith("_") or name.startswith("model_") or typing.get_origin(annotation) is typing.ClassVar:
                continue
            default = cls.__dict__.get(name, _MISSING)
            info = default if isinstance(default, FieldInfo) else FieldInfo(default)
            if typing.get_origin(annotation) is typing.Annotated:
                for extra in typing.get_args(annotation)[1:]:
                    if isinstance(extra, FieldInfo):
                        extra.default = info.default
                        info = extra
            info.annotation = annotation
            fields[name] = info
            if isinstance(default, FieldInfo):
                delattr(cls, name)
        cls.model_fields = fields
        own, whole = [], []
        for name, value in cls.__dict__.items():
            inner = value.__func__ if isinstance(value, classmethod) else value
            if hasattr(inner, "_validates"):
                own.append((*inner._validates, name))
            elif hasattr(inner, "_validates_model"):
                whole.append((inner._validates_model, name))
        cls._validators = (*cls._validators, *own)
        cls._model_validators = (*cls._model_validators, *whole)

    def __init__(self, **data):
        errors = []
        type(self)._fill(self, data, (), errors)
        if errors:
            raise ValidationError(type(self).__name__, errors)

    @classmethod
    def _fill(cls, one, data, loc, errors):
        """The fields of `one` out of `data`."""
        for mode, name in cls._model_validators:
            if mode == "before":
                data = getattr(cls, name)(data)
        values = cls._values(data, loc, errors)
        keys = {info.alias or name: name for name, info in cls.model_fields.items()}
        if cls.model_config.get("populate_by_name"):
            keys.update({name: name for name in cls.model_fields})
        unknown = [key for key in data if key not in keys]
        extra = cls.model_config.get("extra", "ignore")
        if extra == "forbid":
            errors.extend(_error("extra_forbidden", (*loc, key), "Extra inputs are not permitted", data[key]) for key in unknown)
        elif extra == "allow":
            values.update({key: data[key] for key in unknown})
        one.__dict__.update(values)
        one.__dict__["__pydantic_fields_set__"] = {keys.get(key, key) for key in data if key in keys or extra == "allow"}
        for mode, name in cls._model_validators:
            if mode == "after" and not errors:
                try:
                    getattr(one, name)()
                except (ValueError, AssertionError) as error:
                    errors.append(_error("value_error", loc, f"Value error, {error}", data))

    @classmethod
    def _values(cls, data, loc, errors):
        values = {}
        by_name = cls.model_config.get("populate_by_name")
        for name, info in cls.model_fields.items():
            key = name if info.alias is None or (by_name and name in data) else info.alias
            if key not in data:
                if info.is_required():
                    errors.append(_error("missing", (*loc, key), "Field required", data))
                else:
                    values[name] = info.value()
                continue
            before = len(errors)
            given = cls._checked(name, "before", data[key], values, (*loc, key), errors)
            values[name] = validate(info.annotation, given, (*loc, key), errors)
            if len(errors) == before:
                _bounds(info, values[name], (*loc, key), errors)
                for error in errors[before:]:
                    error["input"] = data[key]
            if len(errors) == before:
                values[name] = cls._checked(name, "after", values[name], values, (*loc, key), errors)
        return values

    @classmethod
    def _checked(cls, name, wanted, value, values, loc, errors):
        for fields, mode, method in cls._validators:
            if mode != wanted or not (name in fields or "*" in fields):
                continue
            check = getattr(cls, method)
            info = (ValidationInfo(name, dict(values)),) if len(inspect.signature(check).parameters) > 1 else ()
            try:
                value = check(value, *info)
            except (ValueError, AssertionError) as error:
                errors.append(_error("value_error", loc, f"Value error, {error}", value))
        return value

    @classmethod
    def _build(cls, data, loc, errors):
        one = cls.__new__(cls)
        cls._fill(one, data, loc, errors)
        return one

    @classmethod
    def _attributes_of(cls, thing):
        return {info.alias or name: getattr(thing, name) for name, info in cls.model_fields.items() if hasattr(thing, name)}

    @classmethod
    def model_validate(cls, obj, *, from_attributes=None):
        if isinstance(obj, cls):
            return obj
        if not isinstance(obj, dict) and (cls.model_config.get("from_attributes") if from_attributes is None else from_attributes):
            obj = cls._attributes_of(obj)
        if not isinstance(obj, dict):
            raise ValidationError(cls.__name__, [_error("model_type", (), f"Input should be a valid dictionary or instance of {cls.__name__}", obj)])
        return cls(**obj)

    @classmethod
    def model_validate_json(cls, text):
        return cls(**_json.loads(text))

    parse_obj = model_validate

    @property
    def model_fields_set(self):
        return self.__dict__["__pydantic_fields_set__"]

    def model_dump(self, *, mode="python", include=None, exclude=None, by_alias=False, exclude_unset=False, exclude_defaults=False, exclude_none=False):
        out = {}
        fields = type(self).model_fields
        for name, value in self.__dict__.items():
            if name == "__pydantic_fields_set__" or (exclude and name in exclude) or (include and name not in include):
                continue
            info = fields.get(name)
            if (exclude_none and value is None) or (exclude_unset and name not in self.model_fields_set) or \
                    (exclude_defaults and info is not None and not info.is_required() and value == info.value()):
                continue
            out[info.alias if by_alias and info is not None and info.alias else name] = \
                _plain(value, mode, by_alias=by_alias, exclude_unset=exclude_unset, exclude_defaults=exclude_defaults, exclude_none=exclude_none)
        return out

    dict = model_dump

    def model_dump_json(self, *, indent=None, **kwargs):
        separators = (",", ":") if indent is None else None
        return _json.dumps(self.model_dump(mode="json", **kwargs), ensure_ascii=False, indent=indent, separators=separators)

    json = model_dump_json

    def model_copy(self, *, update=None):
        one = type(self).__new__(type(self))
        one.__dict__.update(self.__dict__)
        one.__dict__.update(update or {})
        one.__dict__["__pydantic_fields_set__"] = self.model_fields_set | set(update or ())
        return one

    def __eq__(self, other):
        return type(self) is type(other) and self.model_dump() == other.model_dump()

    def _arguments(self):
        return [f"{name}={value!r}" for name, value in self.__dict__.items() if name != "__pydantic_fields_set__"]

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(self._arguments())})"

    def __str__(self):
        return " ".join(self._arguments())


def _plain(value, mode="python", **how):
    if isinstance(value, BaseModel):
        return value.model_dump(mode=mode, **how)
    if isinstance(value, (list, tuple, set)):
        return (list if mode == "json" else type(value))(_plain(one, mode, **how) for one in value)
    if isinstance(value, dict):
        return {key: _plain(one, mode, **how) for key, one in value.items()}
    if mode == "json":
        if isinstance(value, enum.Enum):
            return value.value
        if type(value).__name__ in ("datetime", "date", "time"):
            text = value.isoformat()
            return text[:-6] + "Z" if text.endswith("+00:00") else text
        if type(value).__name__ in ("UUID", "Decimal"):
            return str(value)
    return value


_LEFT_OUT = {"AnyUrl", "AnyHttpUrl", "HttpUrl", "SecretStr", "PositiveInt", "NonNegativeInt", "PositiveFloat", "conint", "constr", "confloat", "conlist",
             "computed_field", "field_serializer", "model_serializer", "RootModel", "TypeAdapter", "UUID4", "PrivateAttr", "create_model", "validate_call",
             "validator", "root_validator", "StringConstraints", "BeforeValidator", "AfterValidator", "IPvAnyAddress", "Json", "dataclasses"}


def __getattr__(name):
    if name in _LEFT_OUT:
        unsupported(f"pydantic.{name}", "Models with Field, field_validator, model_validator, ConfigDict and EmailStr are simulated.")
    raise AttributeError(f"module 'pydantic' has no attribute '{name}'")
