"""Types in place of the type variables of list[T], dict[str, T] and unions of them."""
from typing import TypeVar

T = TypeVar("T")
print(list[T][int], list[T].__parameters__, dict[str, T][list[T]])
print(T | None, list[T] | None, (list[T] | None)[int], (dict[str, T] | list[T])[bytes])
print((list[T] | set[T])[int] == list[int] | set[int], type(list[T] | None).__name__)


def boxed[U](x: U) -> list[U] | None:
    return [x]


type Row[V] = list[V] | None
print(boxed.__annotations__, Row.__value__, Row[int])
for wrong in (lambda: list[int][str], lambda: (list[int] | None)[str], lambda: list[T][int, str]):
    try:
        wrong()
    except TypeError as e:
        print(e)
