from enum import Enum, IntEnum, auto, Flag
class Color(Enum):
    RED = 1
    GREEN = auto()
    ALIAS = 1
    def nice(self): return self.name.title()
class N(IntEnum):
    A = 1
    B = 2
class S(str, Enum):
    X = "x"
class Perm(Flag):
    R = auto()
    W = auto()
print(Color.RED, repr(Color.GREEN), Color.RED.value, Color("red") if 0 else Color(2), Color["RED"], Color.ALIAS is Color.RED, list(Color), Color.RED.nice(), len(Color))
print(N.A + 1, N.B > N.A, N.A == 1, S.X == "x", Color.RED in Color, Perm.R | Perm.W, Perm.R in (Perm.R | Perm.W), isinstance(Color.RED, Color), {Color.RED: 1}[Color.RED])
try:
    Color(9)
except ValueError as e:
    print(e)
try:
    Color.RED = 3
except AttributeError as e:
    print(e)
