# What goes wrong where nothing can catch it is reported without carets: in callbacks of weak references and of atexit.
import atexit
import weakref


class Bad:
    def __repr__(self):
        return "<a bad callback>"

    def __call__(self, *args):
        return [1] + [2, 3][
            1 / 0]


class Target:
    pass


kept = []


def f():
    target = Target()
    kept.append(weakref.ref(target, Bad()))
    return 42


print(f(), kept[0]())
atexit.register(print, "at exit")
atexit.register(Bad())
