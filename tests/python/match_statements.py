class P:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
def m(v):
    match v:
        case 0 | 1: return "small"
        case int(n) if n > 100: return f"big {n}"
        case "a" | "b" as s: return f"letter {s}"
        case [1, *rest]: return f"one and {rest}"
        case [x, (y, z)]: return f"nested {x}{y}{z}"
        case {"k": v2, **rest}: return f"map {v2} {rest}"
        case P(0, y=yy): return f"P zero {yy}"
        case P(x=a, y=b): return f"P {a} {b}"
        case str(): return "str"
        case None: return "none"
        case float() | complex(): return "float"
        case (): return "empty"
        case _: return "other"
for v in (0, 500, 50, "a", "zz", [1, 2, 3], [5, (6, 7)], {"k": 1, "j": 2}, P(0, 9), P(1, 2), None, 1.5, (), {1}, (1,)):
    print(m(v))
