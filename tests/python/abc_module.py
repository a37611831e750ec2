from abc import ABC, abstractmethod
class A(ABC):
    @abstractmethod
    def f(self): ...
    @property
    @abstractmethod
    def p(self): ...
class B(A):
    def f(self): return "f"
    p = 1
print(B().f())
try:
    A()
except TypeError as e:
    print(e)
