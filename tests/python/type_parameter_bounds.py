# Bounds, constraints and defaults of type parameters are found out when somebody asks for them.
def noted(value):
    print("note", value)
    return value


class Box[T: noted(int), U: (noted(str), bytes), V = noted(float)]:
    def get[W: "Later"](self, default: W) -> T | W:
        return default


print("made")
t, u, v = Box.__type_params__
print(t, t.__bound__, t.__constraints__, t.has_default())
print(u, u.__bound__, u.__constraints__)
print(v, v.has_default(), v.__default__)
(w,) = Box.get.__type_params__
print(w, w.__bound__, w.__default__)


class Later:
    pass


def first[T: Later, *Ts = *tuple[int, ...], **P = [int]](x: T) -> T:
    return x


t, ts, p = first.__type_params__
print(t.__bound__, ts, p, p.__default__, first(3))
type Pair[A: int] = tuple[A, A]
print(Pair.__value__, Pair.__type_params__[0].__bound__)
type Wrong[X: missing] = X
try:
    Wrong.__type_params__[0].__bound__
except NameError as e:
    print(e)
