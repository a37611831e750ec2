# Under the future import annotations never run: they are kept as text, written anew.
from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, NamedTuple, get_type_hints


def f(a: Undefined[1:2,  ...], b: "quoted", *c: x if  y else z, d: lambda p, *, q=1: p+q = 3, **e: not (a and b) or c) -> [i for i in y if i]:
    pass


print(f.__annotations__)


@dataclass
class Node:
    value: int
    next: Node | None = None
    count: ClassVar[int] = 0
    names: dict[str, list[ int ]] = None


print(Node.__annotations__, Node(1, Node(2)), get_type_hints(Node)["names"])


class P(NamedTuple):
    x: int
    y: float = - 2 ** 3


print(P.__annotations__, P(1))
a: {1, 2} = 1
b: {"k": (1,), **m} = 2
c: f(x, *y, k=1, **z)[()] = 3
d: (1 < 2 <= 3, x.y.z, 1 .real, ~ -+ 1, (yield_ for yield_ in ())) = 4
(e): Undefined = 5
print(__annotations__)


def g(x: List[int]) -> Optional[str]:
    y: int = 3
    return y


print(g(1), g.__annotations__)
