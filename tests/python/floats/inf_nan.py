# Infinities and NaN: arithmetic, comparison, text.
inf = float("inf")
nan = float("nan")
print(inf, -inf, nan, inf + 1, inf - inf, inf * 0, -inf * 2, 1 / inf, -1 / inf)
print(inf == inf, nan == nan, nan != nan, nan < 1, nan > 1, inf > 10 ** 400, -inf < -(10 ** 400))
print(1e308 * 10, -1e308 * 10, 1e-320 / 1e10)
print(float("-Infinity"), float("NaN"), float("  1e3 "), float("1_0.5"))
print(max(1.0, inf), min(-inf, 0), abs(-inf), bool(nan), bool(0.0), inf // 1, 5 % inf, -5 % inf)
print(nan in [nan], [nan] == [nan], nan in [float("nan")])
for text in ("", "abc", "1e", "0x10"):
    try:
        print(float(text))
    except ValueError as error:
        print(error)
for value in (inf, nan):
    try:
        print(int(value))
    except (OverflowError, ValueError) as error:
        print(type(error).__name__, error)
