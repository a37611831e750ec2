"""Keyed digests (RFC 2104), as CPython's hmac."""
import hashlib

_inner = bytes(x ^ 0x36 for x in range(256))
_outer = bytes(x ^ 0x5C for x in range(256))

digest_size = None


class HMAC:
    def __init__(self, key, msg=None, digestmod=""):
        if not isinstance(key, (bytes, bytearray)):
            raise TypeError(f"key: expected bytes or bytearray, but got {type(key).__name__!r}")
        if not digestmod:
            raise TypeError("Missing required argument 'digestmod'.")
        if callable(digestmod):
            make = digestmod
        elif isinstance(digestmod, str):
            def make(data=b""):
                return hashlib.new(digestmod, data)
        else:
            make = digestmod.new
        self._outer_hash = make()
        self._inner_hash = make()
        self.digest_size = self._inner_hash.digest_size
        self.block_size = self._inner_hash.block_size
        if len(key) > self.block_size:
            key = make(key).digest()
        key = bytes(key).ljust(self.block_size, b"\0")
        self._outer_hash.update(key.translate(_outer))
        self._inner_hash.update(key.translate(_inner))
        if msg is not None:
            self.update(msg)

    @property
    def name(self):
        return f"hmac-{self._inner_hash.name}"

    def update(self, msg):
        self._inner_hash.update(msg)

    def copy(self):
        other = self.__class__.__new__(self.__class__)
        other.digest_size = self.digest_size
        other.block_size = self.block_size
        other._inner_hash = self._inner_hash.copy()
        other._outer_hash = self._outer_hash.copy()
        return other

    def _current(self):
        h = self._outer_hash.copy()
        h.update(self._inner_hash.digest())
        return h

    def digest(self):
        return self._current().digest()

    def hexdigest(self):
        return self._current().hexdigest()


def new(key, msg=None, digestmod=""):
    return HMAC(key, msg, digestmod)


def digest(key, msg, digest):
    return HMAC(key, msg, digest).digest()


def compare_digest(a, b):
    if isinstance(a, str) != isinstance(b, str):
        raise TypeError("unsupported operand types(s) or combination of types: "
                        f"'{type(a).__name__}' and '{type(b).__name__}'")
    return a == b
