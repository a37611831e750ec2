"""Decimal numbers: the sums of money and the exact tenths of course programs, with contexts, rounding modes and signals."""
import contextvars as _contextvars
import math as _math
from sys import _int_of_text as _number, _int_text as _text
from collections import namedtuple as _namedtuple

__version__ = "1.70"
HAVE_THREADS = True
HAVE_CONTEXTVAR = True
MAX_PREC, MAX_EMAX, MIN_EMIN, MIN_ETINY = 999999999999999999, 999999999999999999, -999999999999999999, -1999999999999999997

DecimalTuple = _namedtuple("DecimalTuple", "sign digits exponent", module="decimal")

ROUND_DOWN, ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_CEILING = "ROUND_DOWN", "ROUND_HALF_UP", "ROUND_HALF_EVEN", "ROUND_CEILING"
ROUND_FLOOR, ROUND_UP, ROUND_HALF_DOWN, ROUND_05UP = "ROUND_FLOOR", "ROUND_UP", "ROUND_HALF_DOWN", "ROUND_05UP"
_ROUNDINGS = (ROUND_DOWN, ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_HALF_DOWN, ROUND_05UP)


class DecimalException(ArithmeticError):
    pass


class Clamped(DecimalException):
    pass


class InvalidOperation(DecimalException):
    pass


class ConversionSyntax(InvalidOperation):
    pass


class DivisionByZero(DecimalException, ZeroDivisionError):
    pass


class DivisionImpossible(InvalidOperation):
    pass


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    pass


class Inexact(DecimalException):
    pass


class InvalidContext(InvalidOperation):
    pass


class Rounded(DecimalException):
    pass


class Subnormal(DecimalException):
    pass


class Overflow(Inexact, Rounded):
    pass


class Underflow(Inexact, Rounded, Subnormal):
    pass


class FloatOperation(DecimalException, TypeError):
    pass


for _signal in (DecimalException, Clamped, InvalidOperation, ConversionSyntax, DivisionByZero, DivisionImpossible, DivisionUndefined,
                Inexact, InvalidContext, Rounded, Subnormal, Overflow, Underflow, FloatOperation):
    _signal.__module__ = "decimal"

# In the order in which a context lists them.
_SIGNALS = (InvalidOperation, Clamped, DivisionByZero, Inexact, FloatOperation, Overflow, Rounded, Subnormal, Underflow)


# ---- contexts

class Context:
    """How results are rounded, and which signals become exceptions."""

    def __init__(self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None):
        base = globals().get("DefaultContext")
        self.prec = prec if prec is not None else base.prec if base else 28
        self.rounding = rounding if rounding is not None else base.rounding if base else ROUND_HALF_EVEN
        self.Emin = Emin if Emin is not None else -999999
        self.Emax = Emax if Emax is not None else 999999
        self.capitals = capitals if capitals is not None else 1
        self.clamp = clamp if clamp is not None else 0
        if traps is None:
            traps = [s for s in _SIGNALS if base.traps[s]] if base else [InvalidOperation, DivisionByZero, Overflow]
        self.traps = traps if isinstance(traps, dict) else {s: s in traps for s in _SIGNALS}
        self.flags = flags if isinstance(flags, dict) else {s: s in (flags or ()) for s in _SIGNALS}

    def __setattr__(self, name, value):
        if name == "prec" and not isinstance(value, int):
            raise TypeError("an integer is required (got type %s)" % type(value).__name__)
        if name == "prec" and not 1 <= value <= MAX_PREC:
            raise ValueError("valid range for prec is [1, MAX_PREC]")
        if name == "rounding" and value not in _ROUNDINGS:
            raise TypeError("valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n   "
                            "ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]")
        object.__setattr__(self, name, value)

    def copy(self):
        return Context(self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp, dict(self.flags), dict(self.traps))

    __copy__ = copy

    def clear_flags(self):
        self.flags = {s: False for s in _SIGNALS}

    def clear_traps(self):
        self.traps = {s: False for s in _SIGNALS}

    def Etiny(self):
        return self.Emin - self.prec + 1

    def Etop(self):
        return self.Emax - self.prec + 1

    def _signal(self, condition, result=None):
        signal = condition if condition in self.flags else InvalidOperation
        self.flags[signal] = True
        if self.traps[signal]:
            raise signal([condition])
        return result if result is not None else _NAN

    def create_decimal(self, num="0"):
        return _finish(Decimal(num), self)

    def create_decimal_from_float(self, f):
        return _finish(Decimal.from_float(f), self)

    def __repr__(self):
        def names(signals):
            return "[" + ", ".join(s.__name__ for s in _SIGNALS if signals[s]) + "]"
        return (f"Context(prec={self.prec}, rounding={self.rounding}, Emin={self.Emin}, Emax={self.Emax}, capitals={self.capitals}, "
                f"clamp={self.clamp}, flags={names(self.flags)}, traps={names(self.traps)})")

    def add(self, a, b):
        return Decimal(a)._add(Decimal(b), self)

    def subtract(self, a, b):
        return Decimal(a)._subtract(Decimal(b), self)

    def multiply(self, a, b):
        return Decimal(a)._multiply(Decimal(b), self)

    def divide(self, a, b):
        return Decimal(a)._divide(Decimal(b), self)

    def power(self, a, b, modulo=None):
        return Decimal(a)._power(Decimal(b), self) if modulo is None else Decimal(pow(int(a), int(b), int(modulo)))

    def sqrt(self, a):
        return Decimal(a).sqrt(self)

    def exp(self, a):
        return Decimal(a).exp(self)

    def ln(self, a):
        return Decimal(a).ln(self)

    def log10(self, a):
        return Decimal(a).log10(self)

    def plus(self, a):
        return _finish(Decimal(a), self)

    def minus(self, a):
        return _finish(Decimal(a).copy_negate(), self)

    def abs(self, a):
        return _finish(Decimal(a).copy_abs(), self)

    def quantize(self, a, b):
        return Decimal(a).quantize(b, context=self)

    def compare(self, a, b):
        return Decimal(a).compare(b, self)

    def normalize(self, a):
        return Decimal(a).normalize(self)

    def to_sci_string(self, a):
        return str(Decimal(a))

    def to_eng_string(self, a):
        return Decimal(a).to_eng_string()


Context.__module__ = "decimal"
DefaultContext = Context(prec=28)
BasicContext = Context(prec=9, rounding=ROUND_HALF_UP, traps=[DivisionByZero, Overflow, InvalidOperation, Clamped, Underflow])
ExtendedContext = Context(prec=9, rounding=ROUND_HALF_EVEN, traps=[])
_current = _contextvars.ContextVar("decimal_context")


def getcontext():
    context = _current.get(None)
    if context is None:
        context = DefaultContext.copy()
        _current.set(context)
    return context


def setcontext(context):
    if not isinstance(context, Context):
        raise TypeError("optional argument must be a context")
    if context in (DefaultContext, BasicContext, ExtendedContext):
        context = context.copy()
        context.clear_flags()
    _current.set(context)


class _LocalContext:
    def __init__(self, context):
        self.context = context

    def __enter__(self):
        self.before = getcontext()
        setcontext(self.context)
        return self.context

    def __exit__(self, *details):
        setcontext(self.before)


def localcontext(ctx=None, **kwargs):
    context = (ctx if ctx is not None else getcontext()).copy()
    for name, value in kwargs.items():
        if name not in ("prec", "rounding", "Emin", "Emax", "capitals", "clamp", "flags", "traps"):
            raise TypeError(f"'{name}' is an invalid keyword argument for this function")
        if name in ("flags", "traps") and not isinstance(value, dict):
            value = {s: s in value for s in _SIGNALS}
        setattr(context, name, value)
    return _LocalContext(context)


# ---- rounding

def _shorten(coefficient, drop, sign, rounding):
    """coefficient / 10**drop as an integer; and whether something was lost."""
    if drop <= 0:
        return coefficient * 10 ** -drop, False
    unit = 10 ** drop
    kept, rest = divmod(coefficient, unit)
    if not rest:
        return kept, False
    half = unit // 2
    if rounding == ROUND_HALF_EVEN:
        up = rest > half or (rest == half and kept & 1)
    elif rounding == ROUND_HALF_UP:
        up = rest >= half
    elif rounding == ROUND_HALF_DOWN:
        up = rest > half
    elif rounding == ROUND_CEILING:
        up = not sign
    elif rounding == ROUND_FLOOR:
        up = sign
    elif rounding == ROUND_UP:
        up = True
    elif rounding == ROUND_05UP:
        up = kept % 5 == 0
    else:
        up = False
    return kept + 1 if up else kept, True


def _digits(coefficient):
    return len(_text(coefficient))


def _finish(d, context):
    """The result as the context wants it: at most prec digits, the exponent within bounds."""
    if d._special:
        return d
    coefficient, exponent = d._int, d._exp
    if coefficient == 0:
        wanted = min(max(exponent, context.Etiny()), context.Etop() if context.clamp else context.Emax)
        if wanted != exponent:
            context._signal(Clamped, d)
            return _make(d._sign, 0, wanted)
        return d
    least = context.Etiny()
    drop = max(_digits(coefficient) - context.prec, least - exponent if exponent < least else 0)
    if drop > 0:
        subnormal = exponent + _digits(coefficient) - 1 < context.Emin
        coefficient, lost = _shorten(coefficient, drop, d._sign, context.rounding)
        exponent += drop
        if _digits(coefficient) > context.prec:
            coefficient //= 10
            exponent += 1
        if exponent + _digits(coefficient) - 1 <= context.Emax:
            context._signal(Rounded, d)
            if lost:
                context._signal(Inexact, d)
                if subnormal:
                    context._signal(Underflow, d)
            if subnormal:
                context._signal(Subnormal, d)
    if exponent + _digits(coefficient) - 1 > context.Emax:
        for signal in (Inexact, Rounded):
            context.flags[signal] = True
        return context._signal(Overflow, _make_special(d._sign, "F"))
    if drop > 0:
        return _make(d._sign, coefficient, exponent)
    return d


def _make(sign, coefficient, exponent):
    d = object.__new__(Decimal)
    d._sign, d._int, d._exp, d._special = sign, coefficient, exponent, ""
    return d


def _make_special(sign, kind, payload=0):
    d = object.__new__(Decimal)
    d._sign, d._int, d._exp, d._special = sign, payload, 0, kind
    return d


def _parse(text):
    """(sign, coefficient, exponent, special) of a numeric string, or None."""
    s = text.strip().replace("_", "")
    sign = 0
    if s[:1] in ("+", "-"):
        sign = 1 if s[0] == "-" else 0
        s = s[1:]
    low = s.lower()
    if low in ("inf", "infinity"):
        return sign, 0, 0, "F"
    for prefix, kind in (("snan", "N"), ("nan", "n")):
        if low.startswith(prefix):
            rest = low[len(prefix):]
            if rest == "" or rest.isdigit():
                return sign, _number(rest or "0"), 0, kind
            return None
    mantissa, mark, power = low.partition("e")
    whole, point, fraction = mantissa.partition(".")
    if not (whole or fraction) or not (whole + fraction).isdecimal():
        return None
    exponent = 0
    if mark:
        plain = power[1:] if power[:1] in ("+", "-") else power
        if not plain.isdecimal():
            return None
        exponent = int(power)
    return sign, _number(whole + fraction), exponent - len(fraction), ""


def _other(value, for_comparison=False):
    """An operand as a Decimal, or None."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int):
        return _make(1 if value < 0 else 0, abs(int(value)), 0)
    if for_comparison and isinstance(value, float):
        getcontext().flags[FloatOperation] = True
        return Decimal.from_float(value)
    return None


class Decimal:
    __slots__ = ("_sign", "_int", "_exp", "_special")

    def __new__(cls, value="0", context=None):
        context = context or getcontext()
        if isinstance(value, Decimal):
            parts = value._sign, value._int, value._exp, value._special
        elif isinstance(value, int):
            parts = 1 if value < 0 else 0, abs(int(value)), 0, ""
        elif isinstance(value, str):
            parts = _parse(value)
            if parts is None:
                context._signal(ConversionSyntax)
                parts = 0, 0, 0, "n"
        elif isinstance(value, float):
            context._signal(FloatOperation, _NAN)
            made = Decimal.from_float(value)
            parts = made._sign, made._int, made._exp, made._special
        elif isinstance(value, (list, tuple)):
            if len(value) != 3:
                raise ValueError("argument must be a sequence of length 3")
            sign, digits, exponent = value
            if exponent in ("F", "n", "N"):
                parts = sign, 0 if exponent == "F" else _number("".join(map(str, digits)) or "0"), 0, exponent
            else:
                parts = sign, _number("".join(map(str, digits)) or "0"), exponent, ""
        else:
            raise TypeError(f"conversion from {type(value).__name__} to Decimal is not supported")
        self = object.__new__(cls)
        self._sign, self._int, self._exp, self._special = parts
        return self

    @classmethod
    def from_float(cls, f):
        if isinstance(f, int):
            return cls(f)
        if not isinstance(f, float):
            raise TypeError("argument must be int or float")
        if _math.isinf(f):
            return cls("-Infinity" if f < 0 else "Infinity")
        if _math.isnan(f):
            return cls("NaN")
        n, d = abs(f).as_integer_ratio()
        k = d.bit_length() - 1
        made = _make(1 if _math.copysign(1.0, f) < 0 else 0, n * 5 ** k, -k)
        return made if cls is Decimal else cls(made)

    # ---- what it is

    def is_nan(self):
        return self._special in ("n", "N")

    def is_qnan(self):
        return self._special == "n"

    def is_snan(self):
        return self._special == "N"

    def is_infinite(self):
        return self._special == "F"

    def is_finite(self):
        return not self._special

    def is_zero(self):
        return not self._special and self._int == 0

    def is_signed(self):
        return self._sign == 1

    def is_canonical(self):
        return True

    def is_normal(self, context=None):
        return bool(not self._special and self._int and (context or getcontext()).Emin <= self.adjusted())

    def is_subnormal(self, context=None):
        return bool(not self._special and self._int and self.adjusted() < (context or getcontext()).Emin)

    def number_class(self, context=None):
        if self.is_nan():
            return "sNaN" if self.is_snan() else "NaN"
        sign = "-" if self._sign else "+"
        if self._special:
            return sign + "Infinity"
        if not self._int:
            return sign + "Zero"
        return sign + ("Subnormal" if self.is_subnormal(context) else "Normal")

    def adjusted(self):
        return 0 if self._special else self._exp + _digits(self._int) - 1

    def as_tuple(self):
        if self._special == "F":
            return DecimalTuple(self._sign, (0,), "F")
        digits = tuple(map(int, _text(self._int))) if self._int or not self._special else ()
        return DecimalTuple(self._sign, digits, self._special or self._exp)

    def as_integer_ratio(self):
        if self._special:
            raise (OverflowError("cannot convert Infinity to integer ratio") if self._special == "F"
                   else ValueError("cannot convert NaN to integer ratio"))
        n, d = (self._int * 10 ** self._exp, 1) if self._exp >= 0 else (self._int, 10 ** -self._exp)
        g = _math.gcd(n, d)
        return (-n if self._sign else n) // g, d // g

    def same_quantum(self, other, context=None):
        other = Decimal(other)
        if self._special or other._special:
            return self.is_nan() and other.is_nan() or self._special == other._special == "F"
        return self._exp == other._exp

    # ---- text

    def __str__(self, eng=False, capitals=None):
        sign = "-" if self._sign else ""
        if self._special:
            if self._special == "F":
                return sign + "Infinity"
            return sign + ("NaN" if self._special == "n" else "sNaN") + (_text(self._int) if self._int else "")
        digits = _text(self._int)
        left = self._exp + len(digits)
        if self._exp <= 0 and left > -6:
            place = left
        elif not eng:
            place = 1
        elif self._int == 0:
            place = (left + 1) % 3 - 1
        else:
            place = (left - 1) % 3 + 1
        if place <= 0:
            whole, fraction = "0", "." + "0" * -place + digits
        elif place >= len(digits):
            whole, fraction = digits + "0" * (place - len(digits)), ""
        else:
            whole, fraction = digits[:place], "." + digits[place:]
        power = "" if left == place else f"{'E' if getcontext().capitals else 'e'}{left - place:+d}"
        return sign + whole + fraction + power

    def to_eng_string(self, context=None):
        return self.__str__(eng=True)

    def __repr__(self):
        return f"Decimal('{self}')"

    def __format__(self, spec, context=None):
        return _formatted(self, spec)

    # ---- comparing

    def _compare(self, other):
        if self._special == "F" or other._special == "F":
            a = (-1 if self._sign else 1) if self._special == "F" else 0
            b = (-1 if other._sign else 1) if other._special == "F" else 0
            return (a > b) - (a < b)
        e = min(self._exp, other._exp)
        if not self._int or not other._int or self._sign != other._sign or self.adjusted() == other.adjusted():
            a = (-self._int if self._sign else self._int) * (10 ** (self._exp - e) if self._int else 0)
            b = (-other._int if other._sign else other._int) * (10 ** (other._exp - e) if other._int else 0)
            return (a > b) - (a < b)
        larger = self.adjusted() > other.adjusted()
        return 1 if larger != bool(self._sign) else -1

    def _ordered(self, other, test):
        other = _other(other, True)
        if other is None:
            return NotImplemented
        if self.is_nan() or other.is_nan():
            getcontext()._signal(InvalidOperation)
            return False
        return test(self._compare(other))

    def __eq__(self, other):
        other = _other(other, True)
        if other is None:
            return NotImplemented
        if self.is_snan() or other.is_snan():
            getcontext()._signal(InvalidOperation)
        return not self.is_nan() and not other.is_nan() and self._compare(other) == 0

    def __lt__(self, other):
        return self._ordered(other, lambda c: c < 0)

    def __le__(self, other):
        return self._ordered(other, lambda c: c <= 0)

    def __gt__(self, other):
        return self._ordered(other, lambda c: c > 0)

    def __ge__(self, other):
        return self._ordered(other, lambda c: c >= 0)

    def compare(self, other, context=None):
        other = Decimal(other)
        if self.is_nan() or other.is_nan():
            return self._nan_of(other, context or getcontext())
        return Decimal(self._compare(other))

    def compare_total(self, other, context=None):
        other = Decimal(other)
        c = self._compare(other)
        if c == 0 and self._exp != other._exp:
            c = (1 if self._exp > other._exp else -1) * (-1 if self._sign else 1)
        return Decimal(c)

    def max(self, other, context=None):
        return self._extreme(Decimal(other), context or getcontext(), 1)

    def min(self, other, context=None):
        return self._extreme(Decimal(other), context or getcontext(), -1)

    def _extreme(self, other, context, wanted):
        if self.is_snan() or other.is_snan() or self.is_nan() and other.is_nan():
            return self._nan_of(other, context)
        if self.is_nan() or other.is_nan():
            return _finish(other if self.is_nan() else self, context)
        order = self._compare(other) or int(self.compare_total(other))
        return _finish(self if order == wanted or order == 0 else other, context)

    def __hash__(self):
        if self._special:
            if self.is_snan():
                raise TypeError("Cannot hash a signaling NaN value")
            return object.__hash__(self) if self.is_nan() else hash(float(self))
        modulus = 2 ** 61 - 1
        power = pow(10, self._exp, modulus) if self._exp >= 0 else pow(pow(10, -1, modulus), -self._exp, modulus)
        value = self._int * power % modulus
        value = -value if self._sign else value
        return -2 if value == -1 else value

    def __bool__(self):
        return bool(self._special) or self._int != 0

    # ---- arithmetic

    def _nan_of(self, other, context):
        for d in (self, other):
            if d is not None and d.is_snan():
                context._signal(InvalidOperation)
        for d in (self, other):
            if d is not None and d.is_nan():
                return _make_special(d._sign, "n", d._int)

    def _add(self, other, context):
        if self._special or other._special:
            if self.is_nan() or other.is_nan():
                return self._nan_of(other, context)
            if self._special and other._special and self._sign != other._sign:
                return context._signal(InvalidOperation)
            return self if self._special else other
        if not self._int and not other._int:
            sign = self._sign if self._sign == other._sign else 1 if context.rounding == ROUND_FLOOR else 0
            return _finish(_make(sign, 0, min(self._exp, other._exp)), context)
        high, low = (self, other) if self._exp >= other._exp else (other, self)
        # What lies far below the last digit only tells which way to round.
        if low._int and high._int and high._exp - low._exp > context.prec + 2 and high.adjusted() - low.adjusted() > context.prec + 2:
            low = _make(low._sign, 1, min(high._exp, high.adjusted() - context.prec) - 3)
        e = min(high._exp, low._exp)
        total = sum((-d._int if d._sign else d._int) * 10 ** (d._exp - e) if d._int else 0 for d in (high, low))
        if total == 0:
            return _finish(_make(1 if context.rounding == ROUND_FLOOR else 0, 0, e), context)
        return _finish(_make(1 if total < 0 else 0, abs(total), e), context)

    def _multiply(self, other, context):
        sign = self._sign ^ other._sign
        if self._special or other._special:
            if self.is_nan() or other.is_nan():
                return self._nan_of(other, context)
            if self.is_zero() or other.is_zero():
                return context._signal(InvalidOperation)
            return _make_special(sign, "F")
        return _finish(_make(sign, self._int * other._int, self._exp + other._exp), context)

    def _divide(self, other, context):
        sign = self._sign ^ other._sign
        if self._special or other._special:
            if self.is_nan() or other.is_nan():
                return self._nan_of(other, context)
            if self._special and other._special:
                return context._signal(InvalidOperation)
            return _make_special(sign, "F") if self._special else _make(sign, 0, context.Etiny())
        if not other._int:
            return context._signal(DivisionUndefined) if not self._int else context._signal(DivisionByZero, _make_special(sign, "F"))
        if not self._int:
            return _finish(_make(sign, 0, self._exp - other._exp), context)
        shift = max(0, context.prec + _digits(other._int) - _digits(self._int) + 1)
        quotient, rest = divmod(self._int * 10 ** shift, other._int)
        exponent = self._exp - other._exp - shift
        if rest:
            return _finish(_make(sign, quotient * 10 + 1, exponent - 1), context)   # the 1 tells that it is not exact
        while exponent < self._exp - other._exp and quotient % 10 == 0:
            quotient //= 10
            exponent += 1
        return _finish(_make(sign, quotient, exponent), context)

    def _whole_quotient(self, other, context):
        """(quotient, remainder) of a division towards zero."""
        e = min(self._exp, other._exp)
        a, b = self._int * 10 ** (self._exp - e), other._int * 10 ** (other._exp - e)
        quotient, rest = divmod(a, b)
        if _digits(quotient) > context.prec:
            return context._signal(DivisionImpossible), _NAN
        return _make(self._sign ^ other._sign, quotient, 0), _finish(_make(self._sign, rest, e), context)

    def _divmod(self, other, context):
        if self.is_nan() or other.is_nan():
            nan = self._nan_of(other, context)
            return nan, nan
        if self._special:
            return (_make_special(self._sign ^ other._sign, "F") if not other._special else context._signal(InvalidOperation),
                    context._signal(InvalidOperation))
        if other._special:
            return _make(self._sign ^ other._sign, 0, 0), _finish(self, context)
        if not other._int:
            if not self._int:
                nan = context._signal(DivisionUndefined)
                return nan, nan
            for signal in (InvalidOperation, DivisionByZero):
                context.flags[signal] = True
            raised = [s for s in (InvalidOperation, DivisionByZero) if context.traps[s]]
            if raised:
                raise raised[0](raised)
            return _make_special(self._sign ^ other._sign, "F"), _NAN
        return self._whole_quotient(other, context)

    def _floor_divide(self, other, context):
        sign = self._sign ^ other._sign
        if self._special == "F" and not other._special:
            return _make_special(sign, "F")
        if not self._special and self._int and other.is_zero():
            return context._signal(DivisionByZero, _make_special(sign, "F"))
        return self._divmod(other, context)[0]

    def _mod(self, other, context):
        if not self._special and not other._special and not other._int and self._int:
            return context._signal(InvalidOperation)
        return self._divmod(other, context)[1]

    def _power(self, other, context):
        if self.is_nan() or other.is_nan():
            return self._nan_of(other, context)
        if other.is_zero():
            return context._signal(InvalidOperation) if self.is_zero() else Decimal(1)
        whole = other._special == "" and other == other.to_integral_value()
        sign = 1 if self._sign and whole and int(other) % 2 else 0
        if self._sign and not self.is_zero() and not whole:
            return context._signal(InvalidOperation)
        if self.is_zero():
            return _make(sign, 0, 0) if not other._sign else _make_special(sign, "F")
        if self._special or other._special:
            size = _make(0, 1, 0)._compare(self.copy_abs())
            grows = (size < 0) != bool(other._sign)
            if other._special and size == 0:
                return Decimal(1)
            return _make_special(sign, "F") if grows else _make(sign, 0, 0)
        if whole and abs(int(other)) * _digits(self._int) < 100000:
            n = int(other)
            exact = _make(sign, self._int ** abs(n), self._exp * abs(n))
            return _finish(exact, context) if n > 0 else _make(0, 1, 0)._divide(exact, context)
        work = context.copy()
        work.prec, work.rounding = context.prec + 12 + _digits(abs(other.adjusted())) + abs(self.adjusted()).bit_length(), ROUND_HALF_EVEN
        work.clear_traps()
        result = self.copy_abs().ln(work)._multiply(other, work).exp(work)
        return _finish(_make(sign, result._int, result._exp), context)

    def __add__(self, other):
        other = _other(other)
        return NotImplemented if other is None else self._add(other, getcontext())

    __radd__ = __add__

    def __sub__(self, other):
        other = _other(other)
        return NotImplemented if other is None else self._subtract(other, getcontext())

    def _subtract(self, other, context):
        return self._add(other if other.is_nan() else other.copy_negate(), context)

    def __rsub__(self, other):
        other = _other(other)
        return NotImplemented if other is None else other._subtract(self, getcontext())

    def __mul__(self, other):
        other = _other(other)
        return NotImplemented if other is None else self._multiply(other, getcontext())

    __rmul__ = __mul__

    def __truediv__(self, other):
        other = _other(other)
        return NotImplemented if other is None else self._divide(other, getcontext())

    def __rtruediv__(self, other):
        other = _other(other)
        return NotImplemented if other is None else other._divide(self, getcontext())

    def __floordiv__(self, other):
        other = _other(other)
        return NotImplemented if other is None else self._floor_divide(other, getcontext())

    def __rfloordiv__(self, other):
        other = _other(other)
        return NotImplemented if other is None else other // self

    def __mod__(self, other):
        other = _other(other)
        return NotImplemented if other is None else self._mod(other, getcontext())

    def __rmod__(self, other):
        other = _other(other)
        return NotImplemented if other is None else other % self

    def __divmod__(self, other):
        other = _other(other)
        return NotImplemented if other is None else self._divmod(other, getcontext())

    def __rdivmod__(self, other):
        other = _other(other)
        return NotImplemented if other is None else divmod(other, self)

    def __pow__(self, other, modulo=None):
        other = _other(other)
        if other is None:
            return NotImplemented
        return self._power(other, getcontext()) if modulo is None else Decimal(pow(int(self), int(other), int(modulo)))

    def __rpow__(self, other):
        other = _other(other)
        return NotImplemented if other is None else other ** self

    def __neg__(self):
        if self.is_nan():
            return self._nan_of(None, getcontext())
        if self.is_zero() and getcontext().rounding != ROUND_FLOOR:
            return self.copy_abs()
        return _finish(self.copy_negate(), getcontext())

    def __pos__(self):
        if self.is_nan():
            return self._nan_of(None, getcontext())
        if self.is_zero() and getcontext().rounding != ROUND_FLOOR:
            return self.copy_abs()
        return _finish(self, getcontext())

    def __abs__(self):
        if self.is_nan():
            return self._nan_of(None, getcontext())
        return _finish(self.copy_abs(), getcontext())

    def fma(self, other, third, context=None):
        other, third = Decimal(other), Decimal(third)
        product = _make(self._sign ^ other._sign, self._int * other._int, self._exp + other._exp)
        return product._add(third, context or getcontext())

    def remainder_near(self, other, context=None):
        context, other = context or getcontext(), Decimal(other)
        e = min(self._exp, other._exp)
        a, b = self._int * 10 ** (self._exp - e), other._int * 10 ** (other._exp - e)
        quotient, rest = divmod(a, b)
        if _digits(quotient) > context.prec:
            return context._signal(DivisionImpossible)
        sign = self._sign
        if 2 * rest + (quotient & 1) > b:
            rest, sign = b - rest, 1 - sign
        return _finish(_make(sign, rest, e), context)

    # ---- copies

    def copy_abs(self):
        return self._signed(0)

    def copy_negate(self):
        return self._signed(1 - self._sign)

    def copy_sign(self, other, context=None):
        return self._signed(Decimal(other)._sign)

    def _signed(self, sign):
        return _make_special(sign, self._special, self._int) if self._special else _make(sign, self._int, self._exp)

    def canonical(self):
        return self

    def conjugate(self):
        return self

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        return Decimal, (str(self),)

    @property
    def real(self):
        return self

    @property
    def imag(self):
        return Decimal(0)

    # ---- rounding

    def quantize(self, exp, rounding=None, context=None):
        context, exp = context or getcontext(), _other(exp)
        if exp is None:
            raise TypeError("conversion from float to Decimal is not supported" if isinstance(exp, float) else "conversion to Decimal is not supported")
        if self._special or exp._special:
            if self.is_nan() or exp.is_nan():
                return self._nan_of(exp, context)
            return self if self._special and exp._special else context._signal(InvalidOperation)
        coefficient, lost = _shorten(self._int, exp._exp - self._exp, self._sign, rounding or context.rounding)
        if _digits(coefficient) > context.prec or coefficient and exp._exp + _digits(coefficient) - 1 > context.Emax:
            return context._signal(InvalidOperation)
        if exp._exp > self._exp:
            context._signal(Rounded, self)
            if lost:
                context._signal(Inexact, self)
        return _make(self._sign, coefficient, exp._exp)

    def to_integral_value(self, rounding=None, context=None):
        if self._special:
            return self._nan_of(None, context or getcontext()) if self.is_nan() else self
        if self._exp >= 0:
            return self
        return _make(self._sign, _shorten(self._int, -self._exp, self._sign, rounding or (context or getcontext()).rounding)[0], 0)

    to_integral = to_integral_value

    def to_integral_exact(self, rounding=None, context=None):
        made = self.to_integral_value(rounding, context)
        if not self._special and self._exp < 0:
            (context or getcontext())._signal(Rounded, made)
            if made != self:
                (context or getcontext())._signal(Inexact, made)
        return made

    def normalize(self, context=None):
        made = _finish(self, context or getcontext())
        if made._special:
            return self._nan_of(None, context or getcontext()) if self.is_nan() else made
        coefficient, exponent = made._int, made._exp
        if not coefficient:
            return _make(made._sign, 0, 0)
        while coefficient % 10 == 0:
            coefficient //= 10
            exponent += 1
        return _make(made._sign, coefficient, exponent)

    def scaleb(self, other, context=None):
        return _finish(_make(self._sign, self._int, self._exp + int(other)), context or getcontext())

    def shift(self, other, context=None):
        places, prec = int(other), (context or getcontext()).prec
        coefficient = self._int * 10 ** places % 10 ** prec if places >= 0 else self._int // 10 ** -places
        return _make(self._sign, coefficient, self._exp)

    def logb(self, context=None):
        return Decimal(self.adjusted())

    def radix(self):
        return Decimal(10)

    def next_plus(self, context=None):
        return self._next(context, ROUND_CEILING, 0)

    def next_minus(self, context=None):
        return self._next(context, ROUND_FLOOR, 1)

    def _next(self, context, rounding, sign):
        work = (context or getcontext()).copy()
        work.rounding = rounding
        work.clear_traps()
        if self._special:
            outwards = self._sign == sign
            return self if self.is_nan() or outwards else _make(self._sign, 10 ** work.prec - 1, work.Emax - work.prec + 1)
        rounded = _finish(self, work)
        if rounded != self:
            return rounded
        return self._add(_make(sign, 1, work.Etiny() - 1), work)

    # ---- functions

    def sqrt(self, context=None):
        context = context or getcontext()
        if self.is_nan():
            return self._nan_of(None, context)
        if self._sign and self:
            return context._signal(InvalidOperation)
        if self._special:
            return self
        if not self._int:
            return _finish(_make(self._sign, 0, self._exp // 2), context)
        shift = max(0, 2 * (context.prec + 1) - _digits(self._int))
        shift += (self._exp - shift) % 2
        scaled = self._int * 10 ** shift
        root = _math.isqrt(scaled)
        exponent = (self._exp - shift) // 2
        work = context.copy()
        work.rounding = ROUND_HALF_EVEN
        if root * root != scaled:
            made = _finish(_make(0, root * 10 + 1, exponent - 1), work)
        else:
            while exponent < self._exp // 2 and root % 10 == 0:
                root //= 10
                exponent += 1
            made = _finish(_make(0, root, exponent), work)
        context.flags.update({s: True for s in _SIGNALS if work.flags[s]})
        return made

    def exp(self, context=None):
        context = context or getcontext()
        if self.is_nan():
            return self._nan_of(None, context)
        if self._special:
            return _make(0, 0, 0) if self._sign else self
        if not self._int:
            return Decimal(1)
        if self.adjusted() > 8:
            limit = _make(0, 1, context.Etiny() - 2) if self._sign else _make(0, 1, context.Emax + 2)
            return _finish(limit, context)
        places = 2 * context.prec + 8 + max(0, self.adjusted()) + abs(int(self)) // 2
        value = _scaled(self, places)
        return _finish(_inexact(_exp_scaled(value, places), -places), _half_even(context))

    def ln(self, context=None):
        context = context or getcontext()
        return self._logarithm(context, lambda places: _ln_scaled(self, places))

    def log10(self, context=None):
        context = context or getcontext()
        if not self._special and self._int and not self._sign:
            digits = _text(self._int).rstrip("0")
            if digits == "1":
                return _finish(Decimal(self.adjusted()), context)
        return self._logarithm(context, lambda places: _ln_scaled(self, places + 4) * 10 ** places // _ln_scaled(Decimal(10), places + 4))

    def _logarithm(self, context, scaled):
        if self.is_nan():
            return self._nan_of(None, context)
        if self.is_zero():
            return _make_special(1, "F")
        if self._sign:
            return context._signal(InvalidOperation)
        if self._special:
            return self
        if self == 1:
            return _make(0, 0, 0)
        places = 2 * context.prec + 10 + abs((self - 1).adjusted() if abs(self.adjusted()) <= 1 else 0)
        value = scaled(places)
        made = _inexact(abs(value), -places)
        return _finish(_make(1 if value < 0 else 0, made._int, made._exp), _half_even(context))

    # ---- conversions

    def __int__(self):
        if self._special:
            raise (OverflowError("cannot convert Infinity to integer") if self._special == "F" else ValueError("cannot convert NaN to integer"))
        value = self._int * 10 ** self._exp if self._exp >= 0 else self._int // 10 ** -self._exp
        return -value if self._sign else value

    __trunc__ = __int__

    def __float__(self):
        if self.is_snan():
            raise ValueError("cannot convert signaling NaN to float")
        if self.is_nan():
            return float("-nan" if self._sign else "nan")
        return float(str(self))

    def __floor__(self):
        return int(self.to_integral_value(ROUND_FLOOR)) if not self._special else int(self)

    def __ceil__(self):
        return int(self.to_integral_value(ROUND_CEILING)) if not self._special else int(self)

    def __round__(self, n=None):
        if n is not None:
            return self.quantize(_make(0, 1, -n))
        return int(self.to_integral_value(ROUND_HALF_EVEN)) if not self._special else int(self)


Decimal.__module__ = "decimal"
_NAN = _make_special(0, "n")


# ---- exp and ln on integers: a value v stands for v / 10**places

def _half_even(context):
    work = context.copy()
    work.rounding, work.flags, work.traps = ROUND_HALF_EVEN, context.flags, context.traps
    return work


def _inexact(coefficient, exponent):
    return _make(0, coefficient * 10 + 1, exponent - 1)


def _scaled(d, places):
    e = d._exp + places
    value = d._int * 10 ** e if e >= 0 else d._int // 10 ** -e
    return -value if d._sign else value


def _exp_scaled(value, places):
    """e ** (value / 10**places), by halving until small, a series, and squaring back."""
    halvings = max(0, abs(value).bit_length() - (10 ** places).bit_length() + 8)
    places += halvings
    one = 10 ** places
    x = value * 10 ** halvings >> halvings
    total = term = one
    n = 1
    while term:
        term = term * x // (one * n)
        if -1 <= term <= 0:
            break
        total += term
        n += 1
    for _ in range(halvings):
        total = total * total // one
    return total // 10 ** halvings


def _ln_near_one(numerator, denominator, one):
    """ln(numerator / denominator), both close: 2 * artanh((n - d) / (n + d))."""
    y = (numerator - denominator) * one // (numerator + denominator)
    square = y * y // one
    total, power, n = 0, y, 1
    while power not in (0, -1):
        total += power // n
        power = power * square // one
        n += 2
    return 2 * total


def _ln_scaled(d, places):
    work = places + 10
    one = 10 ** work
    adjusted = d.adjusted()
    value = _scaled(_make(0, d._int, d._exp - adjusted), work)      # in [1, 10)
    twos = 0
    while value > one * 4 // 3:
        value //= 2
        twos += 1
    total = _ln_near_one(value, one, one) + twos * _ln_near_one(2, 1, one)
    if adjusted:
        total += adjusted * (3 * _ln_near_one(2, 1, one) + _ln_near_one(5, 4, one))
    return total // 10 ** 10


# ---- format()

def _split_spec(spec):
    fill, align, rest = " ", "", spec
    if len(spec) > 1 and spec[1] in "<>=^":
        fill, align, rest = spec[0], spec[1], spec[2:]
    elif spec[:1] and spec[0] in "<>=^":
        align, rest = spec[0], spec[1:]
    sign = ""
    if rest[:1] and rest[0] in "+- ":
        sign, rest = rest[0], rest[1:]
    if rest[:1] == "z":
        rest = rest[1:]
    if rest[:1] == "#":
        rest = rest[1:]
    zero = rest[:1] == "0"
    if zero:
        rest = rest[1:]
        if not align:
            fill, align = "0", "="
    width = ""
    while rest[:1].isdigit():
        width, rest = width + rest[0], rest[1:]
    group = ""
    if rest[:1] == ",":
        group, rest = rest[0], rest[1:]
    precision = None
    if rest[:1] == ".":
        precision, rest = "", rest[1:]
        while rest[:1].isdigit():
            precision, rest = precision + rest[0], rest[1:]
        if not precision:
            raise ValueError("invalid format string")
        precision = int(precision)
    if len(rest) > 1 or rest and rest not in "eEfFgGn%":
        raise ValueError("invalid format string")
    return fill, align or ">", sign, int(width or 0), group, precision, rest, zero


def _formatted(d, spec):
    fill, align, sign, width, group, precision, kind, zero = _split_spec(spec)
    minus = "-" if d._sign else "+" if sign == "+" else " " if sign == " " else ""
    if d._special:
        body = str(d.copy_abs())
        fill = " " if fill == "0" and align == "=" else fill
        return _padded(minus, body + ("%" if kind == "%" else ""), fill, ">" if align == "=" and fill == " " else align, width)
    if kind == "%":
        d = _make(d._sign, d._int, d._exp + 2)
    rounding = getcontext().rounding
    if precision is not None:
        if kind in ("e", "E"):
            d = _to_digits(d, precision + 1, rounding)
        elif kind in ("f", "F", "%"):
            d = _make(d._sign, _shorten(d._int, -precision - d._exp, d._sign, rounding)[0], -precision)
        elif _digits(d._int) > max(precision, 1):
            d = _to_digits(d, max(precision, 1), rounding)
    if not d._int and d._exp > 0 and kind in ("f", "F", "%"):
        d = _make(d._sign, 0, 0)
    digits = _text(d._int)
    left = d._exp + len(digits)
    if kind in ("e", "E"):
        place = 1
    elif kind in ("f", "F", "%"):
        place = left
    else:
        place = left if d._exp <= 0 and left > -6 else 1
    if not d._int and kind in ("e", "E") and precision is not None:
        digits = "0" * (precision + 1)
        left = d._exp + len(digits) if d._exp < 0 else 1
    if place < 0:
        whole, fraction = "0", "0" * -place + digits
    elif place > len(digits):
        whole, fraction = digits + "0" * (place - len(digits)), ""
    else:
        whole, fraction = digits[:place] or "0", digits[place:]
    body = whole
    tail = ("." + fraction if fraction else "")
    if left != place or kind in ("e", "E"):
        tail += f"{'e' if kind in ('e', 'g', 'n') else 'E'}{left - place:+d}"
    if kind == "%":
        tail += "%"
    if group:
        least = width - len(minus) - len(tail) if zero and align == "=" else 0
        body = _grouped(body, group, least)
    return _padded(minus, body + tail, fill, align, width)


def _to_digits(d, count, rounding):
    coefficient, _ = _shorten(d._int, _digits(d._int) - count, d._sign, rounding) if d._int else (0, False)
    exponent = d._exp + _digits(d._int) - count if d._int else d._exp
    if _digits(coefficient) > count:
        coefficient //= 10
        exponent += 1
    return _make(d._sign, coefficient, exponent)


def _grouped(whole, mark, least):
    while True:
        groups = []
        rest = whole
        while len(rest) > 3:
            groups.insert(0, rest[-3:])
            rest = rest[:-3]
        text = mark.join([rest] + groups)
        if len(text) >= least:
            return text
        whole = "0" + whole


def _padded(sign, body, fill, align, width):
    missing = fill * (width - len(sign) - len(body))
    if align == "<":
        return sign + body + missing
    if align == "=":
        return sign + missing + body
    if align == "^":
        half = len(missing) // 2
        return missing[:half] + sign + body + missing[half:]
    return missing + sign + body


def _name_in_messages():
    import _naming
    for kind in (Decimal, Context):
        _naming.with_module(kind, "decimal")


_name_in_messages()
