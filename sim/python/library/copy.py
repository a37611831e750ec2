"""Copies of objects, shallow and deep."""

__all__ = ["Error", "copy", "deepcopy", "replace"]


class Error(Exception):
    pass


error = Error

_ATOMS = (type(None), int, float, bool, str, bytes, type, range, type(Ellipsis), type(NotImplemented), slice,
          type(len), type(lambda: 0), property)
_CONTAINERS = (list, dict, set, frozenset, bytearray, tuple)


def _is_refused(cls):
    return cls.__name__ in _REFUSED and not cls.__flags__ & _MADE_BY_A_CLASS_STATEMENT


def _full_name(cls):
    return cls.__name__ if cls.__module__ == "builtins" else f"{cls.__module__}.{cls.__name__}"


def _is_atom(cls):
    return cls in _ATOMS or issubclass(cls, type) or hasattr(cls, "__members__")   # the last: an Enum's members


def copy(x):
    cls = type(x)
    if _is_refused(cls):
        raise TypeError(f"cannot pickle '{_full_name(cls)}' object")
    if _is_atom(cls) or cls in (tuple, frozenset):
        return x
    if cls in (list, dict, set, bytearray):
        return x.copy()
    copier = getattr(cls, "__copy__", None)
    if copier is not None:
        return copier(x)
    return _rebuilt(x, None)


def deepcopy(x, memo=None, _nil=[]):
    if memo is None:
        memo = {}
    key = id(x)
    done = memo.get(key, _nil)
    if done is not _nil:
        return done
    cls = type(x)
    if _is_atom(cls):
        return x
    if cls in _DEEP:
        result = _DEEP[cls](x, memo)
    else:
        copier = getattr(x, "__deepcopy__", None)
        result = copier(memo) if copier is not None else _rebuilt(x, memo)
    if result is not x:
        memo[key] = result
        memo.setdefault(id(memo), []).append(x)
    return result


def _deep_list(x, memo):
    result = []
    memo[id(x)] = result
    for item in x:
        result.append(deepcopy(item, memo))
    return result


def _deep_tuple(x, memo):
    items = [deepcopy(item, memo) for item in x]
    if id(x) in memo:
        return memo[id(x)]
    for old, new in zip(x, items):
        if old is not new:
            return tuple(items)
    return x


def _deep_dict(x, memo):
    result = {}
    memo[id(x)] = result
    for key, value in x.items():
        result[deepcopy(key, memo)] = deepcopy(value, memo)
    return result


def _deep_set(x, memo):
    return type(x)([deepcopy(item, memo) for item in x])


def _deep_method(x, memo):
    return type(x)(x.__func__, deepcopy(x.__self__, memo))


_DEEP = {list: _deep_list, tuple: _deep_tuple, dict: _deep_dict, set: _deep_set, frozenset: _deep_set,
         bytearray: lambda x, memo: bytearray(x), type(_ATOMS.index): lambda x, memo: x, type(Error().with_traceback): lambda x, memo: x}


class _Probe:
    def method(self):
        pass


_DEEP[type(_Probe().method)] = _deep_method

_REFUSED = ("generator", "coroutine", "async_generator", "frame", "traceback", "module", "TextIOWrapper", "Context", "lock", "RLock",
            "Task", "Future", "_asyncio.Task", "_asyncio.Future")
_MADE_BY_A_CLASS_STATEMENT = 1 << 9


def _state_of(x):
    """The attributes, and the values of __slots__, as object.__getstate__ gives them."""
    attributes = getattr(x, "__dict__", None)
    state = dict(attributes) if attributes else {}
    for base in type(x).__mro__:
        slots = base.__dict__.get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if name in ("__dict__", "__weakref__"):
                continue
            if name.startswith("__") and not name.endswith("__"):
                name = f"_{base.__name__.lstrip('_')}{name}"
            try:
                state[name] = getattr(x, name)
            except AttributeError:
                pass
    return state


def _own(cls, name):
    """A method that the program wrote, not the one of object."""
    for base in cls.__mro__:
        if base is object:
            return None
        if name in base.__dict__:
            return base.__dict__[name]
    return None


def _rebuilt(x, memo):
    cls = type(x)
    deep = memo is not None
    if _is_refused(cls):
        raise TypeError(f"cannot pickle '{_full_name(cls)}' object")
    for hook in ("__reduce_ex__", "__reduce__"):
        if _own(cls, hook) is not None:
            reduced = x.__reduce_ex__(4) if hook == "__reduce_ex__" else x.__reduce__()
            return x if isinstance(reduced, str) else _from_reduced(x, memo, *reduced)
    if not hasattr(x, "__dict__") and not isinstance(x, _CONTAINERS) and not hasattr(cls, "__slots__") and not hasattr(cls, "appendleft"):
        return x    # written in C, and nothing in it to copy: a date, a compiled pattern ...
    result = _empty_like(x, cls, memo)
    if deep:
        memo[id(x)] = result
    if isinstance(x, (list, set, bytearray)) or hasattr(cls, "appendleft"):
        add = result.add if isinstance(x, set) else result.append
        for item in x:
            add(deepcopy(item, memo) if deep else item)
    elif isinstance(x, dict):
        for key, value in dict.items(x):
            if deep:
                key, value = deepcopy(key, memo), deepcopy(value, memo)
            dict.__setitem__(result, key, value)
    state = x.__getstate__() if _own(cls, "__getstate__") is not None else _state_of(x)
    _restore(result, deepcopy(state, memo) if deep else state, cls)
    return result


def _empty_like(x, cls, memo):
    deep = memo is not None
    if isinstance(x, BaseException):
        args = deepcopy(x.args, memo) if deep else x.args
        return cls.__new__(cls, *args) if cls.__init__ is not BaseException.__init__ else cls(*args)
    if _own(cls, "__getnewargs_ex__") is not None:
        args, kwargs = x.__getnewargs_ex__()
        if deep:
            args, kwargs = deepcopy(args, memo), deepcopy(kwargs, memo)
        return cls.__new__(cls, *args, **kwargs)
    if issubclass(cls, (tuple, frozenset)):
        items = [deepcopy(item, memo) for item in x] if deep else list(x)
        base = tuple if issubclass(cls, tuple) else frozenset
        return base.__new__(cls, items)
    for base in (int, float, str, bytes):
        if issubclass(cls, base):
            return base.__new__(cls, base(x) if base is not str else str.__str__(x))
    if hasattr(cls, "default_factory") and issubclass(cls, dict):
        result = cls.__new__(cls)
        result.default_factory = x.default_factory
        return result
    if hasattr(cls, "appendleft"):
        return cls([], x.maxlen)
    for base in (list, dict, set, bytearray):
        if issubclass(cls, base):
            return cls.__new__(cls) if type(cls.__new__) is type(len) else base.__new__(cls)
    if _own(cls, "__getnewargs__") is not None:
        args = x.__getnewargs__()
        return cls.__new__(cls, *(deepcopy(args, memo) if deep else args))
    return object.__new__(cls) if _own(cls, "__new__") is not None else cls.__new__(cls)


def _restore(result, state, cls):
    if state is None or state == {} and _own(cls, "__getstate__") is None:
        return
    if hasattr(result, "__setstate__"):
        result.__setstate__(state)
        return
    if isinstance(state, tuple) and len(state) == 2:
        state = {**(state[0] or {}), **(state[1] or {})}
    attributes = getattr(result, "__dict__", None)
    for name, value in state.items():
        if attributes is not None and not (name in cls.__dict__ and hasattr(cls.__dict__[name], "__set__")):
            attributes[name] = value
        else:
            object.__setattr__(result, name, value)


def _from_reduced(x, memo, function, args, state=None, items=None, pairs=None, setter=None):
    deep = memo is not None
    if deep and args:
        args = tuple(deepcopy(arg, memo) for arg in args)
    result = function(*args)
    if deep:
        memo[id(x)] = result
    if state is not None:
        if deep:
            state = deepcopy(state, memo)
        _restore(result, state, type(result))
    for item in items or ():
        result.append(deepcopy(item, memo) if deep else item)
    for key, value in pairs or ():
        if deep:
            key, value = deepcopy(key, memo), deepcopy(value, memo)
        result[key] = value
    return result


def replace(obj, /, **changes):
    cls = obj.__class__
    function = getattr(cls, "__replace__", None)
    if function is None:
        raise TypeError(f"replace() does not support {cls.__name__} objects")
    return function(obj, **changes)
