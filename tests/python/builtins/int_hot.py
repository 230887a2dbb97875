# int() in a hot loop: of numbers of every kind, then of what is no number, then rebound.
values = [0, 7, -7, True, False, 2**29, 2**30, -2**30 - 1, 2**61, 2**62, -2**62 - 1, 2**70]
values += [0.0, -0.0, 0.5, -0.5, 0.999999, 1.0, -1.0, 1.5, -1.5, 2.5e-308, 5e-324, 123456789.75, -987654321.25]
values += [2.0**29, 2.0**30 + 0.5, 2.0**31, 2.0**51 + 0.5, 2.0**52 + 1, 2.0**53 - 1, -(2.0**53 - 1), 2.0**53, 2.0**62, 1e30, -1e300]
values += ["12", " -3 ", b"45", "12x", None, float("inf"), float("-inf"), float("nan"), 1j]


class Number:
    def __int__(self):
        return 99


class Index:
    def __index__(self):
        return 98


class Int(int):
    pass


def convert(value):
    return int(value)


def both():
    for value in values + [Number(), Index(), Int(5)]:
        try:
            result = convert(value)
            print(result, type(result).__name__)
        except Exception as error:
            print(type(error).__name__, error)


both()
for turn in range(300):
    for value in (3, 2.75, -8, -2.25):
        result = convert(value)
print(result)
both()


def total(count):
    sum = 0
    for i in range(count):
        sum += int(i / 3) - int(-i * 0.75)
    return sum


print(total(1000))
int = lambda value: ("mine", value)
print(convert(2.5), convert(1))
del int
print(convert(2.5), convert(True))
