import math

values = [0.1, 0.2, 0.1 + 0.2, 1 / 3, 1e16, 1e17, 123456789012345680.0, 1e-5, 1e-4, 0.0001234, 5e-324, 1.7976931348623157e308, -0.0, float("inf"), float("nan"), 100.0, 1e22, 1e23, 2.5, 3.5, 1e100]
print([repr(value) for value in values])
print([f"{value:.3f}" for value in values[:12]][:8], [f"{value:.3e}" for value in values[:6]], [f"{value:g}" for value in values], [f"{value:.0f}" for value in (0.5, 1.5, 2.5, -0.5)])
print([round(value, 2) for value in (2.675, 1.005, 0.125, 0.375, -2.675, 1e300)], round(2.5), round(-0.5), round(1e20), round(12345.678, -2), round(0.5 + 2**52))
print([math.floor(value) for value in (2.5, -2.5, 1e20)], [math.ceil(value) for value in (2.5, -2.5)], [math.trunc(value) for value in (2.9, -2.9)], int(-0.9), int(1e18), [divmod(value, 1) for value in (2.75, -2.75)])
print(float("1e400"), float("-1e400"), float("  3.5\n"), float("1_000.5"), float("0x1p3") if False else float.fromhex("0x1p3"), (0.1).hex(), (0.5).as_integer_ratio(), (0.1).as_integer_ratio(), (2.0).is_integer())
for bad in ("", "x", "1.2.3", "1__0", "0x10", "1e", "--1", "1,5", "nan1"):
    try:
        print(float(bad))
    except ValueError as error:
        print(error)
total = 0.0
for n in range(1, 1000):
    total += 1 / n**2 if n % 2 else -1 / n
print(total, math.fsum([0.1] * 10), sum([0.1] * 10), 0.1 * 10, total == total, -0.0 == 0.0, math.copysign(1, -0.0), 1e308 * 10, -1e308 * 10, (1e308 * 10) - (1e308 * 10))
print(2**0.5, 10**-3, 2.0**1023 * 2 if False else 2.0**1023, (-8.0) ** 2, 0.0**0, 4**0.5, 1e15 + 0.3, 7.0 // 0.1, 1.0 % 0.1, -1e-320, 1.5e-310 * 2)
for bad in (lambda: 2.0**2000, lambda: 0.0**-1, lambda: int(float("nan")), lambda: int(float("inf")), lambda: math.sqrt(-1), lambda: math.exp(1000), lambda: math.log(0)):
    try:
        print(bad())
    except (OverflowError, ZeroDivisionError, ValueError) as error:
        print(type(error).__name__, error)
