# Marks in text annotations, protocols, slots and copies of data classes; partials copied and in classes; references to errors.
from __future__ import annotations
import dataclasses, functools, copy, weakref, typing, asyncio
from dataclasses import dataclass, field, InitVar, make_dataclass, KW_ONLY
from typing import ClassVar, Protocol, Generic, TypeVar
import typing as t

@dataclass
class A:
    x: ClassVar[int] = 3
    y: InitVar[int] = 5
    z: t.ClassVar[int] = 4
    w: "ClassVar[int]" = 9
    v: dataclasses.InitVar[str] = "q"
    k: typing.List[int] = field(default_factory=list)
    def __post_init__(self, y, v): print(y, v)
print(A(1), dataclasses.fields(A).__len__(), [f.type for f in dataclasses.fields(A)])

class P(Protocol):
    a: int
@dataclass
class C(P):
    a: int
print(C(5).a)
@dataclass
class D(P, Protocol):
    b: int = 3
@dataclass
class Base:
    aa: int
@dataclass(slots=True)
class S(Base):
    z: int = 0
print(S.__slots__, S(1, 2))
@dataclass(slots=True)
class S2(S):
    q: int = 0
print(S2.__slots__)
@dataclass(frozen=True, slots=True)
class F:
    a: str
    b: list
f = F("x", [1])
g = copy.deepcopy(f)
print(g, g is f, g.b is f.b)
try: f.a = 3
except Exception as e: print(type(e).__name__, e)
M = make_dataclass("M", [("x", int), ("y", int, field(default=3))], namespace={"s": lambda self: self.x + self.y})
print(M.__module__, M(1).s(), M(1), M)
@dataclass(slots=True, weakref_slot=True)
class W:
    a: int
w = W(1); r = weakref.ref(w); print(r() is w, W.__slots__)
try:
    @dataclass(weakref_slot=True)
    class X: a: int
except TypeError as e: print(e)
try:
    make_dataclass("K", ["class"])
except TypeError as e: print(e)
T = TypeVar("T")
@dataclass
class G(Generic[T]):
    v: T
print(G[int](3), G[int], dataclasses.is_dataclass(G[int]), dataclasses.is_dataclass(list[int]))
print(G.__doc__, repr(C.__doc__), A.__doc__)
p = functools.partial(int, base=2)
print(copy.copy(p)("101"), copy.deepcopy(p), p.__reduce__()[1:])
class H:
    plus = functools.partial(int, base=8)
print(H().plus("17"))
class MyP(functools.partial): pass
mp = MyP(int, "3"); print(mp(), weakref.ref(mp)() is mp)
p.keywords[3] = 4
try: p("1")
except TypeError as e: print(e)
def outer(x):
    return lambda: x
try: exec(outer(1).__code__)
except TypeError as e: print(e)
try: eval(outer(1).__code__)
except TypeError as e: print(e)
class MyErr(Exception): pass
e = MyErr(); print(weakref.ref(e)() is e)
class MyInt(int): pass
i = MyInt(4)
try: weakref.ref(i)
except TypeError as e: print(e)
print("__weakref__" in vars(MyInt), "__weakref__" in vars(MyErr))
class T2(asyncio.Timeout):
    def __init__(self, n):
        super().__init__(asyncio.get_running_loop().time() + n)
        self.label = "mine"
    async def __aenter__(self):
        print("enter", self.label)
        return await super().__aenter__()
async def main():
    try:
        async with T2(0.5) as cm:
            print(cm.when())
            await asyncio.sleep(1)
    except TimeoutError as e: print("timed out", cm.expired(), cm)
asyncio.run(main())
c = main()
asyncio.run(c)
asyncio.run(c)
