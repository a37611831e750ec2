"""Values as bytes and back, as formats like '>HI4s' say."""
import math

import _naming

__all__ = ["calcsize", "pack", "pack_into", "unpack", "unpack_from", "iter_unpack", "Struct", "error"]

_INTEGERS = {"b": 1, "B": 1, "h": 2, "H": 2, "i": 4, "I": 4, "l": 4, "L": 4, "q": 8, "Q": 8}
_FLOATS = {"e": (2, 5), "f": (4, 8), "d": (8, 11)}          # bytes, bits of the exponent


class error(Exception):
    pass


def _parse(format):
    """(count, code, size, alignment) of each item, and the byte order."""
    text = format.decode() if isinstance(format, bytes) else format
    native = not text or text[0] not in "<>=!"
    order = "big" if text[:1] in (">", "!") else "little"
    count, items = "", []
    for c in text[1:] if text[:1] and text[0] in "@=<>!" else text:
        if c.isspace() and not count:
            continue
        if c.isdigit():
            count += c
            continue
        if native and c in "lLnNP":
            size = 8
        elif c in _INTEGERS:
            size = _INTEGERS[c]
        elif c in _FLOATS:
            size = _FLOATS[c][0]
        elif c in "xcsp?":
            size = 1
        else:
            raise error("bad char in struct format")
        items.append((int(count) if count else 1, c, size, size if native else 1))
        count = ""
    if count:
        raise error("repeat count given without format specifier")
    return items, order


def _float_bytes(value, size, exponent_bits, order, code):
    value = float(value)
    mantissa_bits = size * 8 - 1 - exponent_bits
    bias = (1 << exponent_bits - 1) - 1
    sign = math.copysign(1, value) < 0
    value = abs(value)
    if math.isinf(value):
        exponent, mantissa = 2 * bias + 1, 0
    elif value != value:
        exponent, mantissa = 2 * bias + 1, 1 << mantissa_bits - 1
    elif value == 0:
        exponent = mantissa = 0
    else:
        fraction, power = math.frexp(value)
        exponent = max(power - 1 + bias, 0)
        shift = mantissa_bits + 1 if exponent else mantissa_bits + power - 1 + bias
        whole = round(math.ldexp(fraction, shift))
        mantissa = whole - (1 << mantissa_bits) if exponent else whole
        if mantissa == 1 << mantissa_bits:
            exponent, mantissa = exponent + 1, 0
        if exponent > 2 * bias:
            raise OverflowError(f"float too large to pack with {code} format")
    return (sign << size * 8 - 1 | (exponent << mantissa_bits) + mantissa).to_bytes(size, order)


def _float_of(data, exponent_bits, order):
    bits = int.from_bytes(data, order)
    mantissa_bits = len(data) * 8 - 1 - exponent_bits
    bias = (1 << exponent_bits - 1) - 1
    mantissa, exponent = bits & (1 << mantissa_bits) - 1, bits >> mantissa_bits & (1 << exponent_bits) - 1
    if exponent == 2 * bias + 1:
        value = math.nan if mantissa else math.inf
    elif exponent:
        value = math.ldexp(mantissa + (1 << mantissa_bits), exponent - bias - mantissa_bits)
    else:
        value = math.ldexp(mantissa, 1 - bias - mantissa_bits)
    return -value if bits >> len(data) * 8 - 1 else value


def _integer_bytes(value, code, size, order):
    if not hasattr(value, "__index__"):
        raise error("required argument is not an integer")
    value = value.__index__()
    signed = code.islower()
    low, high = (-(1 << size * 8 - 1), (1 << size * 8 - 1) - 1) if signed else (0, (1 << size * 8) - 1)
    if not low <= value <= high:
        if code in "qQ":
            raise error("int too large to convert")
        shown = f"{low} <= number <= {high}"
        raise error(f"'{code}' format requires {shown}")
    return value.to_bytes(size, order, signed=signed)


def _one(value, code, size, order):
    if code == "?":
        return b"\1" if value else b"\0"
    if code == "c":
        if not isinstance(value, (bytes, bytearray)) or len(value) != 1:
            raise error("char format requires a bytes object of length 1")
        return bytes(value)
    if code in _FLOATS:
        if not isinstance(value, (int, float)) and not hasattr(value, "__float__"):
            raise error("required argument is not a float")
        return _float_bytes(value, *_FLOATS[code], order, code)
    return _integer_bytes(value, code, size, order)


class Struct:
    def __init__(self, format):
        self.format = format.decode() if isinstance(format, bytes) else format
        self._items, self._order = _parse(format)
        self._wanted = sum(1 if c in "sp" else 0 if c == "x" else n for n, c, _, _ in self._items)
        at = 0
        for n, _, size, alignment in self._items:
            at = -(-at // alignment) * alignment + n * size
        self.size = at

    def pack(self, *values):
        if len(values) != self._wanted:
            raise error(f"pack expected {self._wanted} items for packing (got {len(values)})")
        out, left = bytearray(), iter(values)
        for n, code, size, alignment in self._items:
            out += bytes(-len(out) % alignment)
            if code == "x":
                out += bytes(n)
            elif code in "sp":
                value = next(left)
                if not isinstance(value, (bytes, bytearray)):
                    raise error(f"argument for '{code}' must be a bytes object")
                if code == "p":
                    value = bytes([min(len(value), n - 1, 255)]) + value[:n - 1] if n else b""
                out += value[:n] + bytes(n - len(value[:n]))
            else:
                for _ in range(n):
                    out += _one(next(left), code, size, self._order)
        return bytes(out)

    def unpack(self, buffer):
        if len(buffer) != self.size:
            raise error(f"unpack requires a buffer of {self.size} bytes")
        return self.unpack_from(buffer)

    def unpack_from(self, buffer, offset=0):
        if offset < 0:
            offset += len(buffer)
        if len(buffer) - offset < self.size:
            raise error(f"unpack_from requires a buffer of at least {self.size + offset} bytes for unpacking {self.size} bytes at offset {offset} "
                        f"(actual buffer size is {len(buffer)})")
        data, at, found = bytes(buffer[offset:offset + self.size]), 0, []
        for n, code, size, alignment in self._items:
            at = -(-at // alignment) * alignment
            if code in "sp":
                value = data[at:at + n]
                found.append(value if code == "s" else value[1:1 + value[0]])
            elif code != "x":
                found += [self._read(data[at + i * size:at + (i + 1) * size], code) for i in range(n)]
            at += n * size
        return tuple(found)

    def _read(self, data, code):
        if code == "?":
            return data != b"\0"
        if code == "c":
            return data
        if code in _FLOATS:
            return _float_of(data, _FLOATS[code][1], self._order)
        return int.from_bytes(data, self._order, signed=code.islower())

    def pack_into(self, buffer, offset, *values):
        if len(buffer) - offset < self.size:
            raise error(f"pack_into requires a buffer of at least {self.size + offset} bytes for packing {self.size} bytes at offset {offset} "
                        f"(actual buffer size is {len(buffer)})")
        buffer[offset:offset + self.size] = self.pack(*values)

    def iter_unpack(self, buffer):
        if self.size == 0:
            raise error("cannot iteratively unpack with a struct of length 0")
        if len(buffer) % self.size:
            raise error(f"iterative unpacking requires a buffer of a multiple of {self.size} bytes")
        return (self.unpack_from(buffer, at) for at in range(0, len(buffer), self.size))


_naming.with_module(Struct, "_struct")


def calcsize(format):
    return Struct(format).size


def pack(format, *values):
    return Struct(format).pack(*values)


def pack_into(format, buffer, offset, *values):
    Struct(format).pack_into(buffer, offset, *values)


def unpack(format, buffer):
    return Struct(format).unpack(buffer)


def unpack_from(format, buffer, offset=0):
    return Struct(format).unpack_from(buffer, offset)


def iter_unpack(format, buffer):
    return Struct(format).iter_unpack(buffer)
