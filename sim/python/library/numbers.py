"""The tower of numbers as abstract classes: what isinstance() asks for."""
import sys
from abc import ABCMeta

__all__ = ["Number", "Complex", "Real", "Rational", "Integral"]


class Number(metaclass=ABCMeta):
    __slots__ = ()
    __hash__ = None

    @classmethod
    def __subclasshook__(cls, other):
        """Fraction and Decimal belong here without being loaded for it."""
        for module, name, place in (("fractions", "Fraction", Rational), ("decimal", "Decimal", Number)):
            known = getattr(sys.modules.get(module), name, None)
            if known is not None and issubclass(other, known) and issubclass(place, cls):
                return True
        return NotImplemented


class Complex(Number):
    __slots__ = ()


class Real(Complex):
    __slots__ = ()


class Rational(Real):
    __slots__ = ()


class Integral(Rational):
    __slots__ = ()


Integral.register(int)
Real.register(float)
