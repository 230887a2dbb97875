# The methods of floats.
import sys
for x in [0.0, -0.0, 1.0, -1.5, 0.1, 1e-5, 123456.789, 2.0 ** 60, 1e100, 5e-324, -1e-300]:
    print(x, x.is_integer(), x.as_integer_ratio(), x.hex(), float.fromhex(x.hex()) == x, x.real, x.imag, x.conjugate())
    print("  ", int(x), x.__trunc__(), x.__floor__(), x.__ceil__(), round(x), round(x, 2), round(x, -2), abs(x), -x, +x, bool(x))
for x in [float("inf"), float("-inf"), float("nan")]:
    print(x, x.is_integer(), x.hex(), abs(x), bool(x))
for text in ["0x1.8p1", "1.8", "-0x.1p4", "0x1p-1074", "inf", "-nan", " 0X1P+3 ", "0x1.fffffffffffff8p0"]:
    print(text, float.fromhex(text))
for places in range(-3, 6):
    print(places, [round(x, places) for x in [2.675, 1.005, 0.5, 1.5, 1234.5678, -0.05, 1e22, 12345.0]])
print([round(x) for x in [0.5, 1.5, 2.5, -0.5, -1.5, 1e20]])
print(divmod(7.5, 2), divmod(-7.5, 2), divmod(7.5, -2), -7.5 // 2, -7.5 % 2, 7.5 % -2, -0.0 % 3, 5 // 0.3, 5 % 0.3)
print(2.0 ** 0.5, 2.0 ** -1, (-2.0) ** 3, 0.0 ** 0, 10 ** -2, 4 ** 0.5, float("inf") ** 0, (-float("inf")) ** 3)
modulus = 2 ** 61 - 1 if sys.maxsize > 2 ** 32 else 2 ** 31 - 1
print(hash(1.0) == hash(1), hash(0.5) == pow(2, -1, modulus), hash(1e300) == int(1e300) % modulus, hash(float("inf")), hash(-1.0))
print((1.5).__eq__(1), (1.0).__eq__(1), (1.0).__lt__(2), (1.0).__ne__("a"), (1.5).__rsub__(3), (1.5).__rpow__(2))
print(1.0 == 10 ** 400, 1.0 < 10 ** 400, float("inf") > 10 ** 400, 2.0 ** 53 == 2 ** 53 + 1, 2 ** 53 + 1 > 2.0 ** 53, float("nan") == 1, float("nan") != 1)
total = 0.0
for i in range(1000):
    total += round(i / 7, 3) + (i / 3) % 1 + (i / 3) // 1
print(total)
