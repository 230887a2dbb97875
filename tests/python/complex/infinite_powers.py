# Powers with infinite and undefined parts.
inf, nan = float("inf"), float("nan")
parts = [(0.0, 1.0), (1.0, -inf), (-inf, 0.0), (inf, nan), (nan, 1.0), (-2.0, inf), (2.0, 0.0), (0.5, -0.0)]
for base in parts:
    line = []
    for exponent in parts:
        try:
            power = complex(*base) ** complex(*exponent)
            line.append(repr(complex(round(power.real, 9), round(power.imag, 9))))
        except (OverflowError, ZeroDivisionError) as error:
            line.append(type(error).__name__)
    print(line)
try:
    1j ** complex(0, -inf)
except ZeroDivisionError as error:
    print(error)
