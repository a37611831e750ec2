"""Functions that act on or return other functions."""

from collections import namedtuple
from _functools import _lru_cache_wrapper, cmp_to_key, partial, reduce

GenericAlias = type(list[int])

__all__ = ["update_wrapper", "wraps", "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES", "total_ordering", "cache", "cmp_to_key",
           "lru_cache", "reduce", "partial", "partialmethod", "singledispatch", "singledispatchmethod", "cached_property"]

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__", "__type_params__")
WRAPPER_UPDATES = ("__dict__",)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for name in assigned:
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            continue
        setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


# ---- total_ordering: each root operator gives the other three
def _from_lt():
    def gt(self, other):
        less = type(self).__lt__(self, other)
        return less if less is NotImplemented else not less and self != other

    def le(self, other):
        less = type(self).__lt__(self, other)
        return less if less is NotImplemented else less or self == other

    def ge(self, other):
        less = type(self).__lt__(self, other)
        return less if less is NotImplemented else not less

    return {"__gt__": gt, "__le__": le, "__ge__": ge}


def _from_le():
    def ge(self, other):
        at_most = type(self).__le__(self, other)
        return at_most if at_most is NotImplemented else not at_most or self == other

    def lt(self, other):
        at_most = type(self).__le__(self, other)
        return at_most if at_most is NotImplemented else at_most and self != other

    def gt(self, other):
        at_most = type(self).__le__(self, other)
        return at_most if at_most is NotImplemented else not at_most

    return {"__ge__": ge, "__lt__": lt, "__gt__": gt}


def _from_gt():
    def lt(self, other):
        more = type(self).__gt__(self, other)
        return more if more is NotImplemented else not more and self != other

    def ge(self, other):
        more = type(self).__gt__(self, other)
        return more if more is NotImplemented else more or self == other

    def le(self, other):
        more = type(self).__gt__(self, other)
        return more if more is NotImplemented else not more

    return {"__lt__": lt, "__ge__": ge, "__le__": le}


def _from_ge():
    def le(self, other):
        at_least = type(self).__ge__(self, other)
        return at_least if at_least is NotImplemented else not at_least or self == other

    def gt(self, other):
        at_least = type(self).__ge__(self, other)
        return at_least if at_least is NotImplemented else at_least and self != other

    def lt(self, other):
        at_least = type(self).__ge__(self, other)
        return at_least if at_least is NotImplemented else not at_least

    return {"__le__": le, "__gt__": gt, "__lt__": lt}


def total_ordering(cls):
    roots = {name for name in ("__lt__", "__le__", "__gt__", "__ge__") if getattr(cls, name, None) is not getattr(object, name, None)}
    if not roots:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = max(roots)
    makers = {"__lt__": _from_lt, "__le__": _from_le, "__gt__": _from_gt, "__ge__": _from_ge}
    for name, function in makers[root]().items():
        if name not in roots:
            function.__name__ = name
            setattr(cls, name, function)
    return cls


# ---- caches
class _HashedSeq(list):
    """A key whose hash is asked for once."""
    __slots__ = "hashvalue"

    def __init__(self, tup, hash=hash):
        self[:] = tup
        self.hashvalue = hash(tup)

    def __hash__(self):
        return self.hashvalue


_KWD_MARK = object()


def _make_key(args, kwds, typed, kwd_mark=(_KWD_MARK,), fasttypes=(int, str), tuple=tuple, type=type, len=len):
    """What a cache written in Python remembers a call by."""
    key = args
    if kwds:
        key += kwd_mark
        for item in kwds.items():
            key += item
    if typed:
        key += tuple(type(v) for v in args) + tuple(type(v) for v in kwds.values())
    elif len(key) == 1 and type(key[0]) in fasttypes:
        return key[0]
    return _HashedSeq(key)


_CacheInfo = namedtuple("CacheInfo", ["hits", "misses", "maxsize", "currsize"])


def lru_cache(maxsize=128, typed=False):
    if isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif callable(maxsize) and isinstance(typed, bool):
        function, maxsize = maxsize, 128
        return _cached(function, maxsize, typed)
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")

    def decorating_function(function):
        return _cached(function, maxsize, typed)

    return decorating_function


def _cached(function, maxsize, typed):
    wrapper = _lru_cache_wrapper(function, maxsize, typed, _CacheInfo)
    wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
    return update_wrapper(wrapper, function)


def cache(user_function, /):
    return lru_cache(maxsize=None)(user_function)


_NOT_FOUND = object()


class cached_property:
    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__
        self.__module__ = func.__module__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError(f"Cannot assign the same cached_property to two different names ({self.attrname!r} and {name!r}).")

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        try:
            store = instance.__dict__
        except AttributeError:
            raise TypeError(f"No '__dict__' attribute on {type(instance).__name__!r} instance to cache {self.attrname!r} property.") from None
        value = store.get(self.attrname, _NOT_FOUND)
        if value is _NOT_FOUND:
            value = store[self.attrname] = self.func(instance)
        return value

    __class_getitem__ = classmethod(GenericAlias)


class partialmethod:
    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        if isinstance(func, partialmethod):
            self.func = func.func
            self.args = func.args + args
            self.keywords = {**func.keywords, **keywords}
        else:
            self.func = func
            self.args = args
            self.keywords = keywords

    def __repr__(self):
        parts = [repr(self.func), *map(repr, self.args), *(f"{k}={v!r}" for k, v in self.keywords.items())]
        return f"{type(self).__module__}.{type(self).__qualname__}({', '.join(parts)})"

    def _make_unbound_method(self):
        def _method(cls_or_self, /, *args, **keywords):
            return self.func(cls_or_self, *self.args, *args, **{**self.keywords, **keywords})

        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method.__partialmethod__ = self
        return _method

    def __get__(self, obj, cls=None):
        get = getattr(self.func, "__get__", None)
        if get is not None and not isinstance(self.func, partial):
            bound = get(obj, cls)
            if bound is not self.func:
                result = partial(bound, *self.args, **self.keywords)
                try:
                    result.__self__ = bound.__self__
                except AttributeError:
                    pass
                return result
        return self._make_unbound_method().__get__(obj, cls)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)

    __class_getitem__ = classmethod(GenericAlias)


# ---- singledispatch
def _closest(cls, registry):
    """The registered class that comes first in cls's order, abstract ones (registered or by their methods) behind the concrete."""
    for base in cls.__mro__:
        if base in registry and base is not object:
            return base
    candidates = []
    for kind in registry:
        if kind not in cls.__mro__ and hasattr(kind, "__mro__") and issubclass(cls, kind):
            if not any(issubclass(other, kind) for other in candidates):
                candidates = [other for other in candidates if not issubclass(kind, other)] + [kind]
    if len(candidates) > 1:
        raise RuntimeError(f"Ambiguous dispatch: {candidates[0]} or {candidates[1]}")
    return candidates[0] if candidates else object


def _dispatch_classes(annotation):
    """The classes of a union, or the one class."""
    if not isinstance(annotation, type):
        if isinstance(annotation, type(int | str)) or repr(getattr(annotation, "__origin__", None)) == "typing.Union":
            return annotation.__args__
    return (annotation,)


def singledispatch(func):
    registry = {}
    found = {}

    def dispatch(cls):
        try:
            return found[cls]
        except KeyError:
            implementation = registry[_closest(cls, registry)] if cls not in registry else registry[cls]
            found[cls] = implementation
            return implementation

    def register(cls, func=None):
        classes = _dispatch_classes(cls)
        if all(isinstance(c, type) for c in classes):
            if func is None:
                return lambda f: register(cls, f)
        else:
            if func is not None:
                raise TypeError(f"Invalid first argument to `register()`. {cls!r} is not a class or union type.")
            annotations = getattr(cls, "__annotations__", {})
            if not annotations:
                raise TypeError(
                    f"Invalid first argument to `register()`: {cls!r}. "
                    f"Use either `@register(some_class)` or plain `@register` on an annotated function."
                )
            func = cls
            name, cls = next(iter(annotations.items()))
            if isinstance(cls, str):
                from typing import get_type_hints
                cls = get_type_hints(func)[name]
            classes = _dispatch_classes(cls)
            if not all(isinstance(c, type) for c in classes):
                raise TypeError(f"Invalid annotation for {name!r}. {cls!r} is not a class.")
        for c in classes:
            registry[c] = func
        found.clear()
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f"{name} requires at least 1 positional argument")
        return dispatch(args[0].__class__)(*args, **kw)

    name = getattr(func, "__name__", "singledispatch function")
    registry[object] = func
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = registry
    wrapper._clear_cache = found.clear
    update_wrapper(wrapper, func)
    return wrapper


class singledispatchmethod:
    def __init__(self, func):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        dispatch = self.dispatcher.dispatch

        def _method(*args, **kwargs):
            if not args:
                raise TypeError(f"{name} requires at least 1 positional argument")
            return dispatch(args[0].__class__).__get__(obj, cls)(*args, **kwargs)

        name = getattr(self.func, "__name__", "singledispatchmethod method")
        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method.register = self.register
        update_wrapper(_method, self.func)
        return _method

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)
