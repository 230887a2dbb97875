values = [2, 2.5, True, 3 + 4j, 10**20]
names = "+ - * / // % ** == < &".split()
import operator

functions = [operator.add, operator.sub, operator.mul, operator.truediv, operator.floordiv, operator.mod, operator.pow, operator.eq, operator.lt, operator.and_]
for name, function in zip(names, functions):
    row = []
    for a in values:
        for b in values:
            try:
                result = function(a, b) if name != "**" or b != 10**20 else None
                row.append(repr(result) if len(repr(result)) < 14 else type(result).__name__)
            except (TypeError, OverflowError) as error:
                row.append(type(error).__name__[0] + "!")
    print(name, *row)
print([type(x).__name__ for x in (True + True, True * 1.0, True & False, True & 3, ~True if False else -True, +True, True // 1, True / 1, 2 ** True, 1j * True, sum([True, True]), round(True), abs(True), True | False, True ^ True)])
print(1 == 1.0 == 1 + 0j == True, hash(1) == hash(1.0) == hash(1 + 0j) == hash(True), 2**53 == 2.0**53, 2**53 + 1 == 2.0**53, 10**20 == 1e20, 10**23 == 1e23, 0.5 == 1 / 2, {1: "a"}[1.0], {2.0: "b"}[2])
print(int("12"), int("-0x1f", 16), int("0b101", 0), int(" 7 "), int("1_0"), int(3.99), int(True), int("z", 36), int(b"5"), float("1e3"), complex("1+2j"), complex(1, 2), bool("False"), str(1.0), repr(1j), complex("-1j"))
for bad in (lambda: int("1.5"), lambda: int(""), lambda: int("9", 8), lambda: int(None), lambda: float([]), lambda: complex("1 + 2j"), lambda: int("1", 99), lambda: complex(1, "2"), lambda: int(1, 2), lambda: float("1 2")):
    try:
        print(bad())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
