# Tracebacks and messages of made code: exec and eval, dataclasses, enums, context managers.
import traceback, dataclasses
from dataclasses import dataclass
@dataclass
class P:
    a: int
    def __post_init__(self):
        if self.a < 0: raise ValueError('neg')
@dataclass(order=True)
class Q:
    a: int
@dataclass(frozen=True)
class Z:
    a: int
def t(f):
    try: f()
    except BaseException: traceback.print_exc()
def q(f):
    try: f()
    except BaseException as e: print(f"{type(e).__name__}: {e}")
t(lambda: P(-1))
t(lambda: Q(1) < Q('a'))
t(lambda: exec("x = 1\ny = 1 / 0\n"))
t(lambda: eval("1 / 0"))
ns = {}
exec("def f(x):\n    return x / 0\n", ns)
t(lambda: ns['f'](1))
t(lambda: setattr(Z(1), 'a', 2))
t(lambda: P())
import json
q(lambda: json.loads('{bad'))
import enum
class C(enum.Enum):
    A = 1
class I(enum.IntEnum): pass
class I2(enum.IntEnum):
    A = 1
class S(enum.StrEnum):
    A = 'x'
class F(enum.Flag):
    A = 1
q(lambda: C())
q(lambda: I())
q(lambda: I2())
q(lambda: S())
q(lambda: F())
q(lambda: C(5))
q(lambda: C['Z'])
q(lambda: I(1))
q(lambda: F(8))
q(lambda: S('y'))
q(lambda: C(1, 2))
q(lambda: setattr(C, 'A', 5))
q(lambda: setattr(C.A, 'value', 5))
q(lambda: delattr(C, 'A'))
from collections import namedtuple
N = namedtuple('N', 'a b')
q(lambda: N(1))
q(lambda: N(1, 2)._replace(z=1))
q(lambda: N._make([1]))
import functools
@functools.singledispatch
def sd(x): raise NotImplementedError
q(lambda: sd())
q(lambda: sd(1))
@functools.total_ordering
class TO:
    def __lt__(self, o): return NotImplemented
    def __eq__(self, o): return NotImplemented
q(lambda: TO() >= TO())
q(lambda: functools.reduce(lambda a, b: a / b, [1, 0]))
import contextlib
@contextlib.contextmanager
def c1():
    yield 1
    yield 2
@contextlib.contextmanager
def c0():
    if 0: yield
@contextlib.contextmanager
def c2():
    try: yield
    except ValueError: yield
def use(c, e=None):
    with c():
        if e: raise e
q(lambda: use(c1))
q(lambda: use(c0))
q(lambda: use(c2, ValueError('x')))
q(lambda: use(c1, KeyError('k')))
class Cm:
    def __enter__(self): pass
q(lambda: use(Cm))
q(lambda: use(object))
with contextlib.ExitStack() as st:
    q(lambda: st.enter_context(5))
def es():
    with contextlib.ExitStack() as st:
        st.callback(lambda: 1 / 0)
        st.callback(lambda: {}['a'])
        raise ValueError('first')
q(es)
