# Float loops: a logistic map, Newton's method, a small integral.
def logistic(r, x, count):
    for _ in range(count):
        x = r * x * (1.0 - x)
    return x


def root(n):
    x = n
    for _ in range(60):
        x = 0.5 * (x + n / x)
    return x


def integrate(function, a, b, count):
    width = (b - a) / count
    total = 0.0
    for i in range(count):
        total += function(a + (i + 0.5) * width)
    return total * width


print(logistic(2.5, 0.3, 1000), f"{logistic(3.5, 0.3, 1000):.12f}")
print([root(float(n)) for n in range(1, 11)])
print(f"{integrate(lambda x: x * x, 0, 3, 1000):.8f} {integrate(lambda x: 4 / (1 + x * x), 0.0, 1.0, 1000):.8f}")
