# str, bytes, enum members and what holds them are hashed as CPython hashes them with PYTHONHASHSEED=0.
import enum


class Color(enum.Enum):
    RED = 1
    GREEN = 2
    BLUE = 3


class Wide:
    def __hash__(self):
        return 2 ** 62 + 5


print({"banana", "apple", "cherry"}, set("hello world"), {b"x", b"yy", b"zzz"})
print({"é", "ñ", "ü", "ab"}, {"日本", "中", "国"}, {"😀", "a"}, set(Color))
print({"b": 1, "a": 2, "c": 3}.items() - {("a", 2)}, {"x": 1, "y": 2}.keys() ^ {"z", "y"})
print(hash("a"), hash("12345678"), hash(""), hash(b"ab"), hash(("a", 1)), hash("日本語"), hash(Wide()))
