"""Functions to be called when the program is over, the last one first."""
import _network

__all__ = ["register", "unregister"]

_registered = []


def register(func, /, *args, **kwargs):
    entry = [func, args, kwargs]
    _registered.append(entry)
    _network.at_exit(lambda: _call(entry), func)
    return func


def unregister(func, /):
    _registered[:] = [entry for entry in _registered if entry[0] != func]


def _call(entry):
    if any(entry is other for other in _registered):
        func, args, kwargs = entry
        func(*args, **kwargs)
