# Printed on stderr before the program starts.
x = 5
print("started", "\d")
if x is 5:
    print("the same")
if x is not "a":
    print("not a")
assert (x, "a tuple is always true")
try:
    print([1, 2] (3))
except TypeError as e:
    print(e)
try:
    print([[1, 2] [3, 4]])
except TypeError as e:
    print(e)
try:
    "abc"["a"]
except TypeError as e:
    print(e)
print(x is (), x is None, eval("'\\q'"), f"\p{x}", b"\z")
