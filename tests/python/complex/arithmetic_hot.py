"""Sums, differences and products of complex numbers, hot: with each other and with real numbers of all kinds, kept while others are made."""


class Mine(complex):
    def __add__(self, other):
        return "mine"

    def __rmul__(self, other):
        return "reflected"


def work(a, b):
    return a + b, a - b, a * b


values = [1 + 2j, -0.5j, complex(0.0, -0.0), complex("inf"), complex(1e200, -1e200), 2.5, 0.0, -0.0, 3, -7, 2**53 + 1, 2**70, True, Mine(1, 2)]
for _ in range(12):
    found = [work(a, b) for a in values for b in values]
print(found)


def steps(z, count):
    path = []
    for _ in range(count):
        z = z * z + (0.25 + 0.1j)
        z = z - 1.0
        z = 2 * z * 0.5
        path.append(z)
    return path


for _ in range(40):
    path = steps(0.1 + 0.2j, 60)
print(path[0], path[30], path[-1], len(set(path)))


def mixed(items):
    total = 0
    for item in items:
        total = total + item
    return total


for _ in range(60):
    found = mixed([1, 2]), mixed([1, 2.5]), mixed([1, 2j]), mixed([1.5, 2j, 3])
print(found)
for wrong in ("a", None, [1]):
    try:
        work(1j, wrong)
    except TypeError as error:
        print(error)
