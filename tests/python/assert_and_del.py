x = [1]
del x[0]
print(x)
try:
    assert x, "empty list"
except AssertionError as e:
    print(e)
del x
try:
    x
except NameError as e:
    print(e)
assert (1, 2) != [], "fine"
