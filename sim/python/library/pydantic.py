"""pydantic's BaseModel as far as APIs of courses use it: typed fields, defaults, nested models, validation errors. What is left out says so."""
import json as _json
import typing

from _http import unsupported

__version__ = "2.10.4"


class _Missing:
    def __repr__(self):
        return "PydanticUndefined"


_MISSING = _Missing()


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


class FieldInfo:
    def __init__(self, default=_MISSING, *, default_factory=None, ge=None, gt=None, le=None, lt=None, min_length=None, max_length=None, **more):
        self.default = _MISSING if default is ... else default
        self.default_factory = default_factory
        self.ge, self.gt, self.le, self.lt = ge, gt, le, lt
        self.min_length, self.max_length = min_length, max_length

    def is_required(self):
        return self.default is _MISSING and self.default_factory is None

    def value(self):
        return self.default_factory() if self.default_factory is not None else self.default


def Field(default=_MISSING, **kwargs):
    return FieldInfo(default, **kwargs)


class ConfigDict(dict):
    pass


def field_validator(*fields, mode="after"):
    def mark(function):
        inner = function.__func__ if isinstance(function, classmethod) else function
        inner._validates = fields
        return function
    return mark


def model_validator(**kwargs):
    unsupported("pydantic's model_validator", "Check in a field_validator or behind the call.")


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
        try:
            return annotation(value)
        except Exception:
            errors.append(_error("is_instance_of", loc, f"Input should be an instance of {annotation.__name__}", value))
    return value


def _bounds(info, value, loc, errors):
    for name, message, ok in (("ge", "greater than or equal to", lambda v, b: v >= b), ("gt", "greater than", lambda v, b: v > b),
                              ("le", "less than or equal to", lambda v, b: v <= b), ("lt", "less than", lambda v, b: v < b)):
        bound = getattr(info, name)
        if bound is not None and not ok(value, bound):
            kind = {"ge": "greater_than_equal", "gt": "greater_than", "le": "less_than_equal", "lt": "less_than"}[name]
            errors.append(_error(kind, loc, f"Input should be {message} {bound}", value))
    if info.min_length is not None and len(value) < info.min_length:
        s = "" if info.min_length == 1 else "s"
        errors.append(_error("string_too_short", loc, f"String should have at least {info.min_length} character{s}", value))
    if info.max_length is not None and len(value) > info.max_length:
        s = "" if info.max_length == 1 else "s"
        errors.append(_error("string_too_long", loc, f"String should have at most {info.max_length} character{s}", value))


class BaseModel:
    model_config = {}
    model_fields = {}

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__()
        fields = dict(cls.model_fields)
        for name, annotation in (cls.__annotations__ if "__annotations__" in cls.__dict__ else {}).items():
            if name.startswith("_") or name.startswith("model_"):
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
        cls._validators = [getattr(cls, name) for name, value in cls.__dict__.items()
                           if hasattr(value.__func__ if isinstance(value, classmethod) else value, "_validates")]

    def __init__(self, **data):
        errors = []
        values = type(self)._values(data, (), errors)
        if errors:
            raise ValidationError(type(self).__name__, errors)
        self.__dict__.update(values)

    @classmethod
    def _values(cls, data, loc, errors):
        values = {}
        for name, info in cls.model_fields.items():
            if name not in data:
                if info.is_required():
                    errors.append(_error("missing", (*loc, name), "Field required", data))
                else:
                    values[name] = info.value()
                continue
            before = len(errors)
            values[name] = validate(info.annotation, data[name], (*loc, name), errors)
            if len(errors) == before:
                _bounds(info, values[name], (*loc, name), errors)
                for error in errors[before:]:
                    error["input"] = data[name]
        for check in getattr(cls, "_validators", ()):
            for name in check._validates:
                if name in values and not errors:
                    try:
                        values[name] = check(values[name])
                    except (ValueError, AssertionError) as error:
                        errors.append(_error("value_error", (*loc, name), f"Value error, {error}", values[name]))
        return values

    @classmethod
    def _build(cls, data, loc, errors):
        values = cls._values(data, loc, errors)
        one = cls.__new__(cls)
        one.__dict__.update(values)
        return one

    @classmethod
    def model_validate(cls, obj):
        return obj if isinstance(obj, cls) else cls(**obj)

    @classmethod
    def model_validate_json(cls, text):
        return cls(**_json.loads(text))

    parse_obj = model_validate

    def model_dump(self, *, exclude_none=False, exclude=None, include=None, **kwargs):
        out = {}
        for name in type(self).model_fields:
            value = self.__dict__[name]
            if (exclude_none and value is None) or (exclude and name in exclude) or (include and name not in include):
                continue
            out[name] = _plain(value)
        return out

    dict = model_dump

    def model_dump_json(self, *, indent=None, **kwargs):
        separators = (",", ":") if indent is None else None
        return _json.dumps(self.model_dump(**kwargs), ensure_ascii=False, indent=indent, separators=separators)

    json = model_dump_json

    def model_copy(self, *, update=None):
        one = type(self).__new__(type(self))
        one.__dict__.update(self.__dict__)
        one.__dict__.update(update or {})
        return one

    def __eq__(self, other):
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def _arguments(self):
        return [f"{name}={self.__dict__[name]!r}" for name in type(self).model_fields]

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(self._arguments())})"

    def __str__(self):
        return " ".join(self._arguments())


def _plain(value):
    if isinstance(value, BaseModel):
        return value.model_dump()
    if isinstance(value, (list, tuple, set)):
        return type(value)(_plain(one) for one in value)
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return value
