"""Complex numbers: a fast Fourier transform by recursion, polynomials multiplied with it, Newton's fractal."""
import math
import sys


def transform(values, sign):
    n = len(values)
    if n == 1:
        return values
    even = transform(values[::2], sign)
    odd = transform(values[1::2], sign)
    half = n // 2
    result = [0j] * n
    for k in range(half):
        angle = sign * 2.0 * math.pi * k / n
        turned = complex(math.cos(angle), math.sin(angle)) * odd[k]
        result[k] = even[k] + turned
        result[k + half] = even[k] - turned
    return result


def multiplied(one, other):
    n = 1
    while n < len(one) + len(other):
        n *= 2
    a = transform([complex(x, 0.0) for x in one] + [0j] * (n - len(one)), 1.0)
    b = transform([complex(x, 0.0) for x in other] + [0j] * (n - len(other)), 1.0)
    product = transform([x * y for x, y in zip(a, b)], -1.0)
    return [round(x.real / n) for x in product[:len(one) + len(other) - 1]]


def root_of(z):
    """Which cube root of 1 Newton's method finds from z, and how fast."""
    for step in range(40):
        square = z * z
        if square == 0:
            return 3, step
        z = z - (square * z - 1.0) / (3.0 * square)
        if abs(z - 1.0) < 1e-6:
            return 0, step
        if abs(z - (-0.5 + 0.8660254037844386j)) < 1e-6:
            return 1, step
        if abs(z - (-0.5 - 0.8660254037844386j)) < 1e-6:
            return 2, step
    return 4, 40


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    one = [i * 7 % 10 for i in range(size)]
    other = [i * 3 % 10 for i in range(size)]
    product = multiplied(one, other)
    print("product", len(product), sum(product), product[size // 2])
    counts = [0] * 5
    steps = 0
    side = int(size ** 0.5) + 8
    for row in range(side):
        for column in range(side):
            root, taken = root_of(complex(column * 3.0 / side - 1.5, row * 3.0 / side - 1.4))
            counts[root] += 1
            steps += taken
    print("roots", counts, "steps", steps)


if __name__ == "__main__":
    main()
