# Containers that do not keep what they hold, over the references of modules/weakref.cpp.
from collections.abc import Mapping, MutableMapping

from _weakref import CallableProxyType, ProxyType, ReferenceType, getweakrefcount, getweakrefs, proxy, ref

ProxyTypes = (ProxyType, CallableProxyType)

__all__ = ["ref", "proxy", "getweakrefcount", "getweakrefs", "WeakKeyDictionary", "ReferenceType", "ProxyType", "CallableProxyType",
           "ProxyTypes", "WeakValueDictionary", "WeakSet", "WeakMethod", "finalize"]


class WeakMethod(ref):
    def __new__(cls, meth, callback=None):
        try:
            obj, func = meth.__self__, meth.__func__
        except AttributeError:
            raise TypeError(f"argument should be a bound method, not {type(meth)}") from None
        self = ref.__new__(cls, obj, callback)
        self._func = ref(func)
        self._type = type(meth)
        return self

    def __call__(self):
        obj, func = super().__call__(), self._func()
        return None if obj is None or func is None else self._type(func, obj)

    def __eq__(self, other):
        return isinstance(other, WeakMethod) and self() is not None and self() == other()

    __hash__ = ref.__hash__


class WeakSet:
    def __init__(self, data=None):
        self.data = {}
        if data is not None:
            self.update(data)

    def _key(self, item):
        def drop(dead, data=self.data):
            data.pop(dead, None)
        return ref(item, drop)

    def __iter__(self):
        for one in list(self.data):
            item = one()
            if item is not None:
                yield item

    def __len__(self):
        return sum(1 for one in self.data if one() is not None)

    def __contains__(self, item):
        try:
            return ref(item) in self.data
        except TypeError:
            return False

    def add(self, item):
        self.data.setdefault(self._key(item), None)

    def discard(self, item):
        self.data.pop(ref(item), None)

    def remove(self, item):
        del self.data[ref(item)]

    def clear(self):
        self.data.clear()

    def pop(self):
        while self.data:
            item = self.data.popitem()[0]()
            if item is not None:
                return item
        raise KeyError("pop from empty WeakSet")

    def copy(self):
        return type(self)(self)

    def update(self, *others):
        for other in others:
            for item in other:
                self.add(item)

    def __ior__(self, other):
        self.update(other)
        return self

    def union(self, *others):
        made = self.copy()
        made.update(*others)
        return made

    __or__ = union

    def difference(self, other):
        other = set(other)
        return type(self)(item for item in self if item not in other)

    __sub__ = difference

    def difference_update(self, other):
        for item in list(other):
            self.discard(item)

    def intersection(self, other):
        return type(self)(item for item in other if item in self)

    __and__ = intersection

    def issubset(self, other):
        return set(self) <= set(other)

    __le__ = issubset

    def issuperset(self, other):
        return set(self) >= set(other)

    __ge__ = issuperset

    def __eq__(self, other):
        return set(self) == set(other) if isinstance(other, WeakSet) else NotImplemented

    def isdisjoint(self, other):
        return not any(item in self for item in other)

    def __repr__(self):
        return repr(set(self.data))


class _WeakDictionary:
    def __init__(self, other=(), /, **kwargs):
        self.data = {}
        self.update(other, **kwargs)

    def __len__(self):
        return sum(1 for _ in self.items())

    def __iter__(self):
        return self.keys()

    def keys(self):
        for key, _ in self.items():
            yield key

    def values(self):
        for _, value in self.items():
            yield value

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def setdefault(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            self[key] = default
            return default

    def update(self, other=(), /, **kwargs):
        pairs = other.items() if hasattr(other, "items") else other
        for key, value in pairs:
            self[key] = value
        for key, value in kwargs.items():
            self[key] = value

    def pop(self, key, *default):
        try:
            value = self[key]
        except KeyError:
            if default:
                return default[0]
            raise
        del self[key]
        return value

    def popitem(self):
        for key, value in reversed(list(self.items())):
            del self[key]
            return key, value
        raise KeyError("popitem(): dictionary is empty")

    def clear(self):
        self.data.clear()

    def copy(self):
        return type(self)(self)

    def __eq__(self, other):
        return dict(self.items()) == dict(other.items()) if isinstance(other, Mapping) else NotImplemented

    __hash__ = None

    def __or__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        made = self.copy()
        made.update(other)
        return made

    def __ror__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        made = type(self)()
        made.update(other)
        made.update(self)
        return made

    def __ior__(self, other):
        self.update(other)
        return self

    def __repr__(self):
        return f"<{type(self).__name__} at {id(self):#x}>"


class WeakValueDictionary(_WeakDictionary):
    def __setitem__(self, key, value):
        def drop(dead, key=key, data=self.data):
            if data.get(key) is dead:
                del data[key]
        self.data[key] = ref(value, drop)

    def __getitem__(self, key):
        value = self.data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __delitem__(self, key):
        del self.data[key]

    def __contains__(self, key):
        return key in self.data and self.data[key]() is not None

    def items(self):
        for key, one in list(self.data.items()):
            value = one()
            if value is not None:
                yield key, value

    def valuerefs(self):
        return list(self.data.values())


class WeakKeyDictionary(_WeakDictionary):
    def __setitem__(self, key, value):
        def drop(dead, data=self.data):
            data.pop(dead, None)
        self.data[ref(key, drop)] = value

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __delitem__(self, key):
        del self.data[ref(key)]

    def __contains__(self, key):
        try:
            return ref(key) in self.data
        except TypeError:
            return False

    def items(self):
        for one, value in list(self.data.items()):
            key = one()
            if key is not None:
                yield key, value

    def keyrefs(self):
        return list(self.data)


MutableMapping.register(_WeakDictionary)


class finalize:
    __slots__ = ()
    _registry = {}           # in the order of their making: a list of the reference, the function, its arguments and whether it runs at exit
    _waits_for_exit = False

    def __init__(self, obj, func, /, *args, **kwargs):
        if not finalize._waits_for_exit:
            import atexit
            atexit.register(self._at_exit)
            finalize._waits_for_exit = True
        self._registry[self] = [ref(obj, self), func, args, kwargs, True]

    @classmethod
    def _at_exit(cls):
        while newest := next((f for f in reversed(cls._registry) if f.atexit), None):      # one may make others
            try:
                newest()
            except Exception:
                import sys
                sys.excepthook(*sys.exc_info())

    @property
    def atexit(self):
        return self in self._registry and self._registry[self][4]

    @atexit.setter
    def atexit(self, value):
        if self in self._registry:
            self._registry[self][4] = bool(value)

    def __call__(self, _=None):
        entry = self._registry.pop(self, None)
        if entry is not None:
            return entry[1](*entry[2], **entry[3])

    def detach(self):
        entry = self._registry.get(self)
        obj = entry and entry[0]()
        if obj is not None and self._registry.pop(self, None):
            return obj, *entry[1:4]

    def peek(self):
        entry = self._registry.get(self)
        obj = entry and entry[0]()
        if obj is not None:
            return obj, *entry[1:4]

    @property
    def alive(self):
        return self in self._registry

    def __repr__(self):
        entry = self._registry.get(self)
        obj = entry and entry[0]()
        if obj is None:
            return f"<finalize object at {id(self):#x}; dead>"
        return f"<finalize object at {id(self):#x}; for {type(obj).__name__!r} at {id(obj):#x}>"
