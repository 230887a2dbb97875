# To a base, zero has a logarithm; without one it has none.
import cmath

for base in (None, 2, 10, 0, 1, float("inf"), 1j):
    for number in (0, -0.0, 0j, 2, 1j):
        try:
            print(number, base, cmath.log(number) if base is None else cmath.log(number, base))
        except (ValueError, ZeroDivisionError) as error:
            print(number, base, type(error).__name__, error)
