# traceback.format_exception() gives one string for each frame, and one for the message however many lines it has.
import traceback
from typing import Annotated, NotRequired, TypedDict, get_overloads, get_type_hints, overload


def fails(message):
    error = ValueError(message)
    error.add_note("first note\nits second line")
    raise error


try:
    try:
        fails("two\nlines")
    except ValueError as e:
        raise KeyError("outer") from e
except KeyError as e:
    for part in traceback.format_exception(e):
        print(repr(part))
    print(traceback.format_exception_only(e.__cause__), traceback.format_exception_only(e))
    print(len(traceback.format_exception(e.__cause__)))


class Options(TypedDict):
    size: Annotated[int, "bytes"]
    name: NotRequired[Annotated[list[Annotated[str, 1]] | None, 2]]


print(get_type_hints(Options), get_type_hints(Options, include_extras=True))


@overload
def f(x: int) -> int: ...
@overload
def f(x: str) -> str: ...
def f(x):
    return x


print(f(3), [g.__annotations__ for g in get_overloads(f)], get_overloads(fails))
