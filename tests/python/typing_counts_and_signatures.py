# typing's names with the wrong number of arguments, with defaults, with ParamSpec; signatures that name classes of the program.
import typing, inspect, collections
from typing import *
P = ParamSpec("P"); T = TypeVar("T")
print(Callable[P, T], Callable[Concatenate[int, P], T], Callable[[], None], Generator[int], AsyncGenerator[str], Generator[int, str, bool], ContextManager[int], AsyncContextManager[T], Coroutine[Any, Any, int], Mapping[str, int], Iterator[T], Type[T], Deque[int], Counter[str], DefaultDict[str, list[int]])
for bad in (lambda: List[int, str], lambda: Dict[int], lambda: Generator[int, int, int, int], lambda: Hashable[int], lambda: Set[()]):
    try: print(bad())
    except TypeError as e: print(e)
print(Tuple[int, str], Tuple[()], Tuple[int, ...], Dict["A", "B"])
class Foo:
    class Bar: pass
    def m(self, o: "Foo") -> "Foo.Bar": ...
    @classmethod
    def c(cls, a: Bar, *, b: typing.Optional[Bar] = None) -> list[Bar]: ...
def f(x: Foo, y: Foo.Bar = 3, *z: list[Foo], w: typing.Dict[str, Foo] | None = None, a: Any = 1) -> Foo: ...
print(inspect.signature(f), inspect.signature(Foo.m), inspect.signature(Foo.c), inspect.signature(Foo().m), inspect.signature(Foo))
class Init:
    def __init__(self, a, b=(1, 2), *, c: Foo): ...
    def __call__(self, q): ...
print(inspect.signature(Init), inspect.signature(Init(1, c=2)), inspect.signature(lambda x, *a: 3))
