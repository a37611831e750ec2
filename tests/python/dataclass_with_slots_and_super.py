# In CPython 3.13 a method of a data class with slots=True asks for the class without them: super() fails.
from dataclasses import dataclass
class B:
    def hi(self): return "B"
@dataclass(slots=True)
class A(B):
    x: int
    def hi(self): return "A" + super().hi()
try: print(A(1).hi())
except TypeError as e: print(e)
