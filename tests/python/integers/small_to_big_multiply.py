# Products that leave the range of small integers, and exact results.
for a in (2 ** 31, 2 ** 31 - 1, -(2 ** 31), 3037000500, 3037000499, -3037000500, 2 ** 61, 4611686018427387904):
    for b in (2, -2, 1, -1, 0, 2 ** 31, 3037000500, -(2 ** 31) - 1):
        print(a * b, end=" ")
    print()


def product(count):
    value = 1
    for i in range(1, count):
        value *= i
        if value > 2 ** 200:
            value //= 2 ** 150
    return value


print(product(700))
