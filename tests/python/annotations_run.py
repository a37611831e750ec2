# An annotation is an expression that runs when its function, class or module is made; it may fail like any other.
import asyncio
from typing import Optional


def noted(value):
    print("note", value)
    return value


def f(b: noted(1), /, a: noted(2) = noted("default"), *c: noted(3), d: noted(4), **e: noted(5)) -> noted(6):
    local: noted("never") = 1
    return local


print(f.__annotations__)


class C:
    first = 1
    x: noted(int) = noted("value")
    y: Optional[str]
    if first > 1:
        z: noted("not reached")


print(C.__annotations__, [n for n in C.__dict__ if not n.startswith("__")])
(q): noted("of no name") = 3
C.other: noted("of an attribute") = 4
print(__annotations__, C.other)


def outer():
    T = list[int]

    def inner(x: T) -> "T":
        return x
    return inner


print(outer().__annotations__)


def stars(*args: *tuple[int, str]):
    pass


print(stars.__annotations__)
try:
    def g(x: Lst[int]): pass
except NameError as e:
    print(e)
try:
    class Node:
        def link(self, other: Node): pass
except NameError as e:
    print(e)
try:
    v: int | "Node" = 3
except TypeError as e:
    print(e, v)


async def main(q: asyncio.Queue[int] = None) -> None:
    pass


asyncio.run(main())


def late(x: Undefined, y: int = 3) -> Optional[int]: pass
