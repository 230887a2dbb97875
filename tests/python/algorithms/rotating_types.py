# One loop, many types: caches must give way.
def double(x):
    return x + x


def describe(x):
    return len(x) if hasattr(x, "__len__") else x


values = [1, 2.5, "ab", [1], (2,), 10**20, True, b"z", 1j, {1: 2} and [3], range(0)]
for turn in range(40):
    out = []
    for value in values[turn % 3 :]:
        try:
            out.append(describe(double(value)))
        except TypeError as error:
            out.append(type(error).__name__)
    if turn % 13 == 0:
        print(out)


class Meter:
    def __init__(self, n):
        self.n = n

    def __add__(self, other):
        return Meter(self.n + getattr(other, "n", other))

    def __radd__(self, other):
        return Meter(self.n + other)


total = 0
for turn in range(200):
    step = turn if turn < 80 else turn * 0.5 if turn < 120 else Meter(turn) if turn == 150 else 1
    total = total + step
print(type(total).__name__, total.n)
