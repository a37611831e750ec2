class Meta(type):
    def __new__(m, name, bases, ns, **kw):
        cls = super().__new__(m, name, bases, ns)
        cls.tag = kw.get("tag", "none")
        return cls
    def __init__(cls, name, bases, ns, **kw): super().__init__(name, bases, ns)
    def __call__(cls, *a):
        print("calling", cls.__name__)
        return super().__call__(*a)
class A(metaclass=Meta, tag="t"): pass
A()
print(A.tag, type(A))
class Base:
    subs = []
    def __init_subclass__(cls, /, **kw):
        super().__init_subclass__()
        Base.subs.append((cls.__name__, kw))
class S1(Base, x=1): pass
class S2(Base): pass
print(Base.subs)
