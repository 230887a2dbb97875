def is_even(n):
    return True if n == 0 else is_odd(n - 1)


def is_odd(n):
    return False if n == 0 else is_even(n - 1)


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def tak(x, y, z):
    return z if y >= x else tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y))


def collatz(n, depth=0):
    return depth if n == 1 else collatz(n // 2 if n % 2 == 0 else 3 * n + 1, depth + 1)


def flatten(item):
    return [leaf for part in item for leaf in flatten(part)] if isinstance(item, (list, tuple)) else [item]


print(is_even(400), is_odd(401), ackermann(2, 6), tak(10, 6, 3), max(range(1, 200), key=collatz), flatten([1, [2, (3, [4, []]), 5], "ab"]))
print((lambda f: f(f, 20))(lambda self, n: 1 if n < 2 else n * self(self, n - 1)))


def deep(n):
    return 0 if n == 0 else 1 + deep(n - 1)


print(deep(800))
try:
    deep(10**6)
except RecursionError as error:
    print(type(error).__name__, error)
print(deep(500))
