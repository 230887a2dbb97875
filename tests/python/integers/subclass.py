# Instances of subclasses of int and float as operands.
class Number(int):
    def describe(self):
        return "Number " + str(int(self))


class Loud(int):
    def __add__(self, other):
        return "add"

    def __radd__(self, other):
        return "radd"

    def __eq__(self, other):
        return "equal"

    __hash__ = int.__hash__


class Length(float):
    pass


a = Number(5)
b = Number(10 ** 30)
c = Number("-12", 16)
print(a, b, c, repr(a), type(a).__name__, a.describe())
print(a + 1, 1 + a, a + a, a * 2.5, 2.5 * a, -a, +a, ~a, abs(c), type(+a).__name__, type(a + 1).__name__)
print(b + a, b // a, b % 7, divmod(b, 7), a ** 3, 2 ** a, a << 3, 1 << a, a & 4, 4 | a, a ^ 1)
print(a == 5, 5 == a, a != 5, a < 6, 6 > a, a <= 5.0, 4.5 < a, b == 10 ** 30, b > a)
print(hash(a) == hash(5), {5: "five"}[a], [10, 20, 30, 40, 50, 60][a], "abc" * Number(2))
print(bool(Number(0)), bool(a), int(a), type(int(a)).__name__, float(a), str(a), f"{a:>5}", f"{a}")
print(a.bit_length(), a.real, a.imag, a.numerator, a.denominator, type(a.real).__name__, a.to_bytes(2))
print(round(a), type(round(a)).__name__, a.conjugate(), a.as_integer_ratio(), isinstance(a, int))
print(Number.from_bytes(b"\x01\x00"), type(Number.from_bytes(b"\x01\x00")).__name__)
a.label = "five"
print(a.label)
l = Loud(3)
print(l + 1, 1 + l, l == 3, 3 == l, l - 1, sum([1, 2, l]))
x = Length(2.5)
y = Length("1e300")
print(x, y, repr(x), type(x).__name__, x + 1, 1 + x, x * x, -x, abs(x), x == 2.5, x < 3, 2 < x, type(x + 1).__name__)
print(x ** 2, 2 ** x, x // 1, x % 1, divmod(x, 1), int(x), round(x), round(x, 1), x.is_integer(), x.hex(), f"{x:.3f}")
print(hash(x) == hash(2.5), Length(0.0) == 0, bool(Length()), Length.fromhex("0x1.8p1"), type(Length.fromhex("0x1p0")).__name__)
x.unit = "m"
print(x.unit, [1, 2][Number(1)])
total = Number(0)
for i in range(1000):
    total = Number(total + Number(i) * 2)
print(total, type(total).__name__)
