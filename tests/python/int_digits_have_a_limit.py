import sys
from decimal import Decimal, getcontext

print(sys.get_int_max_str_digits())
for digits in 100, -1, 639:
    try:
        sys.set_int_max_str_digits(digits)
    except ValueError as e:
        print(e)
sys.set_int_max_str_digits(maxdigits=5000)
print(len(str(10**4999)), int("9" * 5000) % 10)
for convert in (lambda: str(10**6000), lambda: int("1" * 6000), lambda: f"{10**6000:d}", lambda: "%d" % 10**6000):
    try:
        convert()
    except ValueError as e:
        print(e)
print(len(hex(10**6000)))
sys.set_int_max_str_digits(0)
print(len(str(10**6000)))
sys.set_int_max_str_digits(4300)
getcontext().prec = 5000                     # decimals have no such limit
root = Decimal(2).sqrt()
print(len(str(root)), str(root)[-10:], len((root * root).as_tuple().digits), str(Decimal("7" * 4500))[-3:])
