# __doc__ as the signature, the text of a field, and what a frozen class with slots says.
import dataclasses
from dataclasses import dataclass, field
from typing import Optional


@dataclass
class Job:
    name: str
    priority: int = 0
    tags: list[str] = field(default_factory=list)
    parent: Optional["Job"] = None
    note: "str" = field(default="", kw_only=True)


@dataclass
class Documented:
    """Its own text."""
    x: int


@dataclass(frozen=True, slots=True)
class Point:
    x: int
    y: int = 0


print(Job.__doc__, Documented.__doc__, Point.__doc__, sep="\n")
print(repr(dataclasses.MISSING).split(" at ")[0])
p = Point(1)
for change in (lambda: setattr(p, "x", 5), lambda: setattr(p, "z", 5), lambda: delattr(p, "y"), lambda: delattr(p, "z")):
    try:
        change()
    except (AttributeError, TypeError) as e:
        print(type(e).__name__, e)
try:
    @dataclass(order=True)
    class Ordered:
        x: int

        def __lt__(self, other):
            return False
except TypeError as e:
    print(e)
