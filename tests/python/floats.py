print(0.1 + 0.2, 1e16, 1e-5, 1e22, 123456789.123, float("inf"), -float("inf"), float("nan"), 1.0, 100.0, 1e100)
print(7.5 // 2, -7.5 % 2, 2 ** 0.5, round(2.5), round(3.5), round(2.675, 2), round(-1.5), int(-3.9), 1 / 3, 5.0 == 5)
print(float("1e5"), float(" 2.5 "), (0.5).as_integer_ratio(), (3.0).is_integer(), 1.5.hex(), max(1, 2.5), sum([0.1] * 10))
for bad in (lambda: 1.0 / 0, lambda: float("x"), lambda: int(float("nan")), lambda: 2.0 ** 10000):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
