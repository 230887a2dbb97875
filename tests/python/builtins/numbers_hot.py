"""`abs`, `chr`, `ord`, `min`, `max` as instructions, hot: numbers of all kinds, other objects, names bound anew."""


class Number(int):
    def __abs__(self):
        return "abs"

    def __lt__(self, other):
        return "less"


def each(values):
    return [abs(value) for value in values]


def best(pairs):
    return [(min(a, b), max(a, b)) for a, b in pairs]


numbers = [0, 5, -5, 2**62 - 1, -(2**62), 2**62, -(2**70), 1.5, -1.5, 0.0, -0.0, 1e300, -1e300, float("inf"), True, 3 + 4j, Number(-3)]
pairs = [(1, 2), (2, 1), (-1, -1), (1.5, 2.5), (2.5, 1.5), (1, 1.0), (1.0, 1), (0.0, -0.0), (-0.0, 0.0), (2**70, 1), ("b", "a"), ([1], [0]), (True, 0), (Number(1), 2)]
for _ in range(60):
    found = each(numbers), best(pairs)
for line in found:
    print(line)


def letters(points):
    found = []
    for point in points:
        try:
            letter = chr(point)
            found.append((letter, ord(letter)))
        except (ValueError, OverflowError, TypeError) as error:
            found.append(str(error))
    return found


for _ in range(60):
    found = letters([97, 0, 127, 128, 255, 256, 0x20AC, 0x10FFFF, 0x110000, -1, 2**70, True, "a", 1.0])
print([ascii(one) for one in found])
for wrong in ("ab", "", 5, b"a", b"ab", bytearray(b"x")):
    try:
        print(ord(wrong))
    except TypeError as error:
        print(error)
nan = float("nan")
for _ in range(60):
    found = min(nan, 1.0), max(nan, 1.0), min(1.0, nan), max(1.0, nan), min(3, 1, 2), max([1, 5, 2]), min(1, 2, key=lambda n: -n), max((), default=7)
print(found)


def shadowed(abs, min):
    return abs(-1), min(1, 2)


for _ in range(60):
    found = shadowed(lambda n: "mine", max), shadowed(abs, min)
print(found)
try:
    min(1)
except TypeError as error:
    print(error)
try:
    max(1, "a")
except TypeError as error:
    print(error)
