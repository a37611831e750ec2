print(2 ** 200, -(3 ** 100), 10 ** 30 // 7, 10 ** 30 % 7, -7 // 2, -7 % 3, 7 % -3, 1 << 100, (1 << 100) >> 98)
print(2 ** 63 - 1 + 1, -(2 ** 63) - 1, (2 ** 64) * (2 ** 64), 2 ** 64 == 2.0 ** 64, hash(2 ** 100), int("9" * 30) + 1)
print(hex(2 ** 70), bin(10), oct(8), int("ff", 16), int("0b11", 0), int("1_000"), (2 ** 100).bit_length(), pow(3, 200, 1000007))
print(divmod(-(10 ** 20), 3), abs(-(2 ** 70)), round(12345678901234567890, -5), 5 & 3 | 8 ^ 1, ~5, 10 ** -2, 7 / 2)
for bad in ("x", "", "1.5"):
    try:
        int(bad)
    except ValueError as e:
        print(e)
try:
    1 // 0
except ZeroDivisionError as e:
    print(e)
