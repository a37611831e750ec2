class R:
    def __repr__(self): return "R()"
class S:
    def __str__(self): return "S!"
    __repr__ = lambda self: "S?"
print(R(), [R(), S()], str(S()), f"{S()} {S()!r}", {"k": R()}, (S(),), repr({R().__repr__(): 1}))
