class A:
    @property
    def name(self): return "A"
    @classmethod
    def create(cls, *args): return cls.__name__, args
    @staticmethod
    def helper(): return "static"
class B(A):
    @property
    def name(self): return super().name + "B"
    @classmethod
    def create(cls, *args): return ("B",) + super().create(*args)
print(B().name, B.create(1), B().create(2), B.helper(), A.name.fget(B()))
