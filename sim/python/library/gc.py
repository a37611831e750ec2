"""What programs ask of the collector. Rings of objects live until the run ends, so there is nothing to collect."""
_enabled = True
_threshold = (2000, 10, 10)
callbacks, garbage = [], []
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
    return 0


def get_threshold():
    return _threshold


def set_threshold(threshold0, threshold1=10, threshold2=10):
    global _threshold
    _threshold = (threshold0, threshold1, threshold2)


def get_count():
    return (0, 0, 0)


def get_stats():
    return [{"collections": 0, "collected": 0, "uncollectable": 0} for _ in range(3)]


def is_tracked(obj):
    return not isinstance(obj, (int, float, str, bytes, bool, type(None)))


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
