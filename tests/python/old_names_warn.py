# What CPython 3.13 calls deprecated says so: old names of threading and logging, naive UTC times, counts given by place, @deprecated classes.
import threading, re, asyncio, logging, inspect, collections, warnings
print(threading.currentThread().getName())
t = threading.Thread(target=print, args=("hi",)); t.setName("nn"); t.setDaemon(True); print(t.isDaemon(), t.getName()); t.start(); t.join()
print(threading.activeCount(), threading.Event().isSet())
c = threading.Condition()
with c: c.notifyAll()
logging.warn("old")
logging.getLogger("x").warn("old2")
asyncio.iscoroutinefunction(print)
@warnings.deprecated("Use B")
class A:
    def __init__(self, x): self.x = x
@warnings.deprecated("no f", category=FutureWarning)
def f(): return 1
print(A(3).x, f())
class C(A): pass
C(1)
import datetime
print(datetime.datetime.utcnow().year, datetime.datetime.utcfromtimestamp(0))
print(re.sub("a", "b", "aaa", 1), re.split(",", "a,b", 1))
