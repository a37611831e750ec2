from typing import Any, Optional, Union, List, Dict, Callable, TypeVar, Generic, Protocol, NamedTuple, TypedDict, Literal, Final, ClassVar, Awaitable, cast
from collections.abc import Iterable, AsyncIterator
T = TypeVar("T")
class Box(Generic[T]):
    def __init__(self, v: T) -> None: self.v = v
    def get(self) -> T: return self.v
class Named(NamedTuple):
    a: int
    b: str = "x"
class TD(TypedDict):
    k: int
class Proto(Protocol):
    def m(self) -> int: ...
def f(x: Optional[int] = None, *a: List[str], **k: Dict[str, Any]) -> Union[int, None]: return x
def g[U](x: U) -> U: return x
type Alias = list[int] | None
print(Box[int](5).get(), Named(1), TD(k=1), f(3), g(4), cast(int, "s"), Optional[int], list[int], int | None, isinstance(5, int | str), Callable[[int], str])
