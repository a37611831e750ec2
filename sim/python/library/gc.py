"""Rings of objects that nothing else keeps are freed by collect(), after an uncaught error and at the end: when CPython would do it by itself
depends on all that it has allocated."""
import _gc

_enabled = True
_threshold = (2000, 10, 10)
callbacks, garbage = [], []
_stats = [{"collections": 0, "collected": 0, "uncollectable": 0} for _ in range(3)]
DEBUG_STATS, DEBUG_COLLECTABLE, DEBUG_UNCOLLECTABLE, DEBUG_SAVEALL, DEBUG_LEAK = 1, 2, 4, 32, 38


def enable():
    global _enabled
    _enabled = True


def disable():
    global _enabled
    _enabled = False


def isenabled():
    return _enabled


def collect(generation=2):
    if not 0 <= generation <= 2:
        raise ValueError("invalid generation")
    for callback in callbacks:
        callback("start", {"generation": generation, "collected": 0, "uncollectable": 0})
    collected = _gc.collect()
    _stats[generation]["collections"] += 1
    _stats[generation]["collected"] += collected
    for callback in callbacks:
        callback("stop", {"generation": generation, "collected": collected, "uncollectable": 0})
    return collected


def get_threshold():
    return _threshold


def set_threshold(threshold0, threshold1=10, threshold2=10):
    global _threshold
    _threshold = (threshold0, threshold1, threshold2)


def get_count():
    return (0, 0, 0)


def get_stats():
    return [dict(generation) for generation in _stats]


def is_tracked(obj):
    if type(obj) in (dict, tuple):
        return any(is_tracked(item) for item in (obj.values() if type(obj) is dict else obj))
    return type(obj) not in (int, float, complex, str, bytes, bytearray, bool, range, type(None), type(...), type(NotImplemented))


def get_debug():
    return 0


def set_debug(flags):
    pass


def freeze():
    pass


def unfreeze():
    pass


def get_freeze_count():
    return 0


def _unknown(*args, **kwargs):
    import _network
    _network.unsupported("asking the collector for objects", "Keep what you want to count in a weakref.WeakSet.")


get_objects = get_referrers = get_referents = _unknown
