from typing import *
import collections.abc as c
print(Callable[[], None], Union[int, str, None], Dict[str, None], Optional[None], list[None], c.Callable[[], None], Annotated[None, 1], ClassVar[None], Callable[[None], int], int | None, Union[None, list[int]], Tuple[None, ...], Type[None], Awaitable[Optional[int]], Literal[None])
@runtime_checkable
class P(Protocol):
    x: int
    def m(self): ...
print(is_protocol(P), is_protocol(int), is_protocol(Protocol), sorted(get_protocol_members(P)))
try: get_protocol_members(int)
except TypeError as e: print(e)
