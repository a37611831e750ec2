class Base:
    def go(self): print("Base")
class L(Base):
    def go(self): print("L"); super().go()
class R(Base):
    def go(self): print("R"); super().go()
class D(L, R):
    def go(self): print("D"); super().go()
D().go()
print([c.__name__ for c in D.__mro__])
try:
    class X(Base, D): pass
except TypeError as e:
    print(e)
