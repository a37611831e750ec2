import sys, os, math as m
from math import pi as PI, floor
print(m.floor(PI), floor(2.5), __name__, "math" in sys.modules, os.path.join("a", "b"), os.path.basename("/x/y.py"), sys.version_info[0], sys.argv)
try:
    import nonexistent_module_xyz
except ModuleNotFoundError as e:
    print(e)
try:
    from math import nothing
except ImportError as e:
    print(type(e).__name__, str(e).split(" (")[0])
