"""Exact fractions of integers."""
import math as _math
import operator as _operator
import re as _re
from decimal import Decimal as _Decimal

__all__ = ["Fraction"]

_WRITTEN = _re.compile(r"\s*([-+]?)(?=\d|\.\d)(\d*(?:_\d+)*)(?:\s*/\s*(\d+(?:_\d+)*)|(?:\.(\d*(?:_\d+)*))?(?:[eE]([-+]?\d+(?:_\d+)*))?)\s*")


def _parsed(text):
    found = _WRITTEN.fullmatch(text)
    if found is None:
        raise ValueError(f"Invalid literal for Fraction: {text!r}")
    sign, whole, below, decimals, power = found.groups()
    numerator, denominator = int(whole or "0"), 1
    if below:
        denominator = int(below)
    else:
        if decimals:
            decimals = decimals.replace("_", "")
            denominator = 10 ** len(decimals)
            numerator = numerator * denominator + int(decimals)
        if power:
            if int(power) >= 0:
                numerator *= 10 ** int(power)
            else:
                denominator *= 10 ** -int(power)
    return -numerator if sign == "-" else numerator, denominator


class Fraction:
    __slots__ = ("_numerator", "_denominator")

    def __new__(cls, numerator=0, denominator=None):
        if denominator is None:
            if isinstance(numerator, int):
                numerator, denominator = int(numerator), 1
            elif isinstance(numerator, Fraction):
                numerator, denominator = numerator._numerator, numerator._denominator
            elif isinstance(numerator, str):
                numerator, denominator = _parsed(numerator)
            elif isinstance(numerator, (float, _Decimal)):
                return cls._of(*numerator.as_integer_ratio())
            else:
                raise TypeError("argument should be a string or a Rational instance")
        elif isinstance(numerator, (int, Fraction)) and isinstance(denominator, (int, Fraction)):
            numerator, denominator = (numerator.numerator * denominator.denominator, denominator.numerator * numerator.denominator)
        else:
            raise TypeError("both arguments should be Rational instances")
        if denominator == 0:
            raise ZeroDivisionError(f"Fraction({numerator}, 0)")
        common = _math.gcd(numerator, denominator)
        if denominator < 0:
            common = -common
        return cls._of(numerator // common, denominator // common)

    @classmethod
    def _of(cls, numerator, denominator):
        self = object.__new__(cls)
        self._numerator, self._denominator = numerator, denominator
        return self

    @classmethod
    def from_float(cls, f):
        if isinstance(f, int):
            return cls(f)
        if not isinstance(f, float):
            raise TypeError(f"{cls.__name__}.from_float() only takes floats, not {f!r} ({type(f).__name__})")
        return cls._of(*f.as_integer_ratio())

    @classmethod
    def from_decimal(cls, dec):
        if isinstance(dec, int):
            return cls(dec)
        if not isinstance(dec, _Decimal):
            raise TypeError(f"{cls.__name__}.from_decimal() only takes Decimals, not {dec!r} ({type(dec).__name__})")
        return cls._of(*dec.as_integer_ratio())

    @property
    def numerator(self):
        return self._numerator

    @property
    def denominator(self):
        return self._denominator

    real = property(lambda self: self)
    imag = property(lambda self: 0)

    def conjugate(self):
        return self

    def is_integer(self):
        return self._denominator == 1

    def as_integer_ratio(self):
        return self._numerator, self._denominator

    def limit_denominator(self, max_denominator=1000000):
        if max_denominator < 1:
            raise ValueError("max_denominator should be at least 1")
        if self._denominator <= max_denominator:
            return Fraction(self)
        # The convergents of the continued fraction, as far as the denominator allows.
        before, last = (0, 1), (1, 0)
        n, d = self._numerator, self._denominator
        while True:
            whole = n // d
            below = before[1] + whole * last[1]
            if below > max_denominator:
                break
            before, last = last, (before[0] + whole * last[0], below)
            n, d = d, n - whole * d
        k = (max_denominator - before[1]) // last[1]
        if 2 * d * (before[1] + k * last[1]) <= self._denominator:
            return Fraction(*last)
        return Fraction(before[0] + k * last[0], before[1] + k * last[1])

    def __repr__(self):
        return f"{type(self).__name__}({self._numerator}, {self._denominator})"

    def __str__(self):
        return str(self._numerator) if self._denominator == 1 else f"{self._numerator}/{self._denominator}"

    def __format__(self, spec):
        if not spec or spec[-1] not in "eEfFgG%":
            return format(str(self), spec.replace("#", "")) if not spec or spec[-1].isdigit() else format(str(self), spec)
        digits = max(60, len(str(self._numerator)) + len(str(self._denominator)) + 30)
        import decimal
        with decimal.localcontext(prec=digits, traps=[]):
            value = _Decimal(self._numerator) / _Decimal(self._denominator)
            text = format(value, (spec if "." in spec else spec[:-1] + ".6" + spec[-1]).replace("_", ","))
        if "_" in spec:
            text = text.replace(",", "_")
        return _re.sub(r"([eE][-+])(\d)(?!\d)", r"\g<1>0\2", text)

    # ---- arithmetic: with int and Fraction exact, with float a float

    def _combine(self, other, exact, approximate):
        if isinstance(other, (int, Fraction)):
            return exact(self, other if isinstance(other, Fraction) else Fraction._of(int(other), 1))
        if isinstance(other, float):
            return approximate(float(self), other)
        return NotImplemented

    def _reverse(self, other, exact, approximate):
        if isinstance(other, int):
            return exact(Fraction._of(int(other), 1), self)
        if isinstance(other, float):
            return approximate(other, float(self))
        return NotImplemented

    def _plus(a, b):
        return Fraction(a._numerator * b._denominator + b._numerator * a._denominator, a._denominator * b._denominator)

    def _minus(a, b):
        return Fraction(a._numerator * b._denominator - b._numerator * a._denominator, a._denominator * b._denominator)

    def _times(a, b):
        return Fraction(a._numerator * b._numerator, a._denominator * b._denominator)

    def _over(a, b):
        if b._numerator == 0:
            raise ZeroDivisionError(f"Fraction({b._denominator}, 0)")
        return Fraction(a._numerator * b._denominator, a._denominator * b._numerator)

    def _floor_over(a, b):
        return (a._numerator * b._denominator) // (a._denominator * b._numerator)

    def _rest(a, b):
        return Fraction((a._numerator * b._denominator) % (b._numerator * a._denominator), a._denominator * b._denominator)

    def _both(a, b):
        whole = Fraction._floor_over(a, b)
        return whole, a - b * whole

    def __add__(self, other):
        return self._combine(other, Fraction._plus, _operator.add)

    def __radd__(self, other):
        return self._reverse(other, Fraction._plus, _operator.add)

    def __sub__(self, other):
        return self._combine(other, Fraction._minus, _operator.sub)

    def __rsub__(self, other):
        return self._reverse(other, Fraction._minus, _operator.sub)

    def __mul__(self, other):
        return self._combine(other, Fraction._times, _operator.mul)

    def __rmul__(self, other):
        return self._reverse(other, Fraction._times, _operator.mul)

    def __truediv__(self, other):
        return self._combine(other, Fraction._over, _operator.truediv)

    def __rtruediv__(self, other):
        return self._reverse(other, Fraction._over, _operator.truediv)

    def __floordiv__(self, other):
        return self._combine(other, Fraction._floor_over, _operator.floordiv)

    def __rfloordiv__(self, other):
        return self._reverse(other, Fraction._floor_over, _operator.floordiv)

    def __mod__(self, other):
        return self._combine(other, Fraction._rest, _operator.mod)

    def __rmod__(self, other):
        return self._reverse(other, Fraction._rest, _operator.mod)

    def __divmod__(self, other):
        return self._combine(other, Fraction._both, divmod)

    def __rdivmod__(self, other):
        return self._reverse(other, Fraction._both, divmod)

    def __pow__(self, other):
        if isinstance(other, (int, Fraction)):
            if other.denominator != 1:
                return float(self) ** float(other)
            n = other.numerator
            if n >= 0:
                return Fraction._of(self._numerator ** n, self._denominator ** n)
            if self._numerator == 0:
                raise ZeroDivisionError(f"Fraction({self._denominator ** -n}, 0)")
            return Fraction(self._denominator ** -n, self._numerator ** -n)
        if isinstance(other, float):
            return float(self) ** other
        return NotImplemented

    def __rpow__(self, other):
        if self._denominator == 1 and self._numerator >= 0:
            return other ** self._numerator
        if isinstance(other, int):
            return Fraction(other) ** self
        return other ** float(self)

    def __pos__(self):
        return Fraction._of(self._numerator, self._denominator)

    def __neg__(self):
        return Fraction._of(-self._numerator, self._denominator)

    def __abs__(self):
        return Fraction._of(abs(self._numerator), self._denominator)

    def __int__(self):
        return -(-self._numerator // self._denominator) if self._numerator < 0 else self._numerator // self._denominator

    __trunc__ = __int__

    def __float__(self):
        return self._numerator / self._denominator

    def __floor__(self):
        return self._numerator // self._denominator

    def __ceil__(self):
        return -(-self._numerator // self._denominator)

    def __round__(self, ndigits=None):
        if ndigits is None:
            whole, rest = divmod(self._numerator, self._denominator)
            if rest * 2 < self._denominator:
                return whole
            return whole + 1 if rest * 2 > self._denominator or whole % 2 else whole
        shift = 10 ** abs(ndigits)
        return Fraction(round(self * shift), shift) if ndigits > 0 else Fraction(round(self / shift) * shift)

    def __hash__(self):
        if self._denominator == 1:
            return hash(self._numerator)
        modulus = 2 ** 61 - 1
        if self._denominator % modulus == 0:
            return 314159 if self._numerator >= 0 else -314159
        value = abs(self._numerator) * pow(self._denominator, -1, modulus) % modulus
        value = value if self._numerator >= 0 else -value
        return -2 if value == -1 else value

    def _compared(self, other, test):
        if isinstance(other, (int, Fraction)):
            return test(self._numerator * other.denominator, self._denominator * other.numerator)
        if isinstance(other, float):
            return test(0.0, other) if _math.isnan(other) or _math.isinf(other) else test(self, Fraction.from_float(other))
        return NotImplemented

    def __eq__(self, other):
        return self._compared(other, _operator.eq)

    def __lt__(self, other):
        return self._compared(other, _operator.lt)

    def __le__(self, other):
        return self._compared(other, _operator.le)

    def __gt__(self, other):
        return self._compared(other, _operator.gt)

    def __ge__(self, other):
        return self._compared(other, _operator.ge)

    def __bool__(self):
        return bool(self._numerator)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        return Fraction, (self._numerator, self._denominator)
