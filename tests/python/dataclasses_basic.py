from dataclasses import dataclass, field, asdict, astuple, replace, fields
@dataclass
class P:
    x: int
    y: int = 0
    tags: list = field(default_factory=list)
    hidden: str = field(default="h", repr=False, compare=False)
    def norm(self): return self.x + self.y
@dataclass(frozen=True, order=True)
class F:
    a: int
    b: str = "b"
@dataclass
class Q(P):
    z: int = 9
    def __post_init__(self): self.z += 1
p = P(1)
p.tags.append("t")
print(p, P(1, 2) == P(1, 2), p.norm(), asdict(p), astuple(p), replace(p, x=5), [f.name for f in fields(P)], Q(1), F(1) < F(2), hash(F(1)) == hash(F(1)))
try:
    F(1).a = 2
except Exception as e:
    print(type(e).__name__, e)
try:
    P()
except TypeError as e:
    print(e)
