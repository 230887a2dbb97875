# Rational numbers: making, arithmetic with other numbers, order, texts.
import math
import operator
import sys
from fractions import Fraction as F


def show(function, *arguments):
    try:
        print(repr(function(*arguments)), end="; ")
    except Exception as error:
        print(type(error).__name__, error, end="; ")


for text in "3/4", " -3/4 ", "+6/8", "1.25", ".5", "5.", "1e3", "-1.5E-2", "1_000/3", "2 / 3", "", "1/", "/2", "1/0", "a", "1.2/3", "1__0", "e3", "3 4", "0x1":
    show(F, text)
print()
for arguments in (), (3,), (6, -4), (0, 5), (1, 0), (0.5,), (F(1, 2), F(3, 4)), (True, 2), (1.5, 2), (1, 2.0), (float("nan"),), (float("inf"),), ([],), (1j,), (None, 2):
    show(F, *arguments)
print()
values = [F(1, 2), F(-3, 4), F(7), F(0), 2, -3, 0, 0.5, -0.0, 1.5 + 0j, True]
for operation in (
    operator.add, operator.sub, operator.mul, operator.truediv, operator.floordiv, operator.mod, divmod, operator.eq, operator.lt, operator.ge,
):
    for a in values[:6]:
        for b in values:
            if isinstance(a, F) or isinstance(b, F):
                show(operation, a, b)
    print()


def hashed(a):
    # The modulus depends on the machine's words.
    value = abs(a.numerator) * pow(a.denominator, -1, sys.hash_info.modulus) % sys.hash_info.modulus
    return value if a >= 0 else -value


for a in F(7, 2), F(-7, 2), F(5, 2), F(1, 3), F(-5), F(25, 2):
    print(int(a), math.floor(a), math.ceil(a), round(a), round(a, 1), round(a, -1), abs(a), -a, +a, float(a), bool(a), hash(a) == hashed(a), a.is_integer(), a.as_integer_ratio(), str(a))
for a in values[:4]:
    for b in F(2), -2, 3, 0, True, F(-1):
        show(operator.pow, a, b)
show(operator.pow, 2, F(3))
show(operator.pow, F(9, 4), 0.5)
show(pow, F(1, 2), 2, 3)
print(math.isclose(F(1, 4) ** F(1, 3), 0.25 ** (1 / 3)), math.isclose(2 ** F(1, 2), 2**0.5))
print(hash(F(1, 2)) == hash(0.5), hash(F(3)) == hash(3), F(1, 2) == 0.5, F(1, 3) == 1 / 3, {F(1): "one"}[1], F(1) < float("inf"), F(1) == float("nan"))
for limit in 1, 10, 100, 1000, 10**6:
    print(F(math.pi).limit_denominator(limit), F(-0.3).limit_denominator(limit), end=" ")
show(F(1).limit_denominator, 0)
show(F.from_float, 0.75)
show(F.from_float, "x")
print()
for spec in "", "10", "<10", "^10", "=+10", "+", "#", ",", "*>12", ".2f", ".0f", "#.0f", "+.3e", ".3E", "g", ".3g", "#.4g", "12.2f", "012.2f", "015,.2f", ",.1f", ".1%", "z.0f", "*^12.1f", "<012.2f", "x", "d", "5s":
    for a in F(22, 7), F(-1234567, 3), F(1, 3000000), F(5), F(0):
        show(format, a, spec)
print()
total = F(0)
for number in range(1, 600):
    total += F(1, number * (number + 1))
print(total, sum([F(1, 3)] * 3), isinstance(total, F), max(F(1, 2), 0.25), sorted([F(1, 2), 0.3, F(1, 3)]))


class Own(F):
    pass


print(repr(Own(1, 2)), type(Own(1, 2) + 1).__name__)
