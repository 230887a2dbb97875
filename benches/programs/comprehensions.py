"""Comprehensions and the small built-ins around them: `zip`, `enumerate`, `any`, `all`, `map`, `filter`, star calls, slices."""
import sys

SIDE = 16

def transposed(matrix):
    return [list(row) for row in zip(*matrix)]


def product(a, b):
    columns = transposed(b)
    return [[sum(x * y for x, y in zip(row, column)) % 1009 for column in columns] for row in a]


def primes(limit):
    return [n for n in range(2, limit) if all(n % d for d in range(2, int(n ** 0.5) + 1))]


def total(*numbers, scale=1, **more):
    return sum(numbers) * scale + sum(more.values())


def flattened(nested):
    return [item for inner in nested for item in (flattened(inner) if isinstance(inner, list) else (inner,))]


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    a = [[(i * j + 1) % 17 for j in range(SIDE)] for i in range(SIDE)]
    b = [[(i - j) % 13 for j in range(SIDE)] for i in range(SIDE)]
    c = a
    for _ in range(size // 5):
        c = product(product(c, b), a)
    print("trace", sum(row[i] for i, row in enumerate(c)), sum(map(sum, c)))
    found = primes(size * 60)
    print("primes", len(found), found[-1], any(q - p > 30 for p, q in zip(found, found[1:])))
    by_ending = {digit: [p for p in found if p % 10 == digit] for digit in (1, 3, 7, 9)}
    print("endings", {digit: len(list_of) for digit, list_of in by_ending.items()})
    check = 0
    for i in range(size * 40):
        first, *middle, last = c[i % SIDE]
        check += total(first, last, *middle[:3], scale=i % 3, extra=i) % 1009
        check += total(*filter(None, middle[-4:]), **{"one": i, "other": last})
    print("calls", check)
    nested = [[i, [i + 1, [i + 2, [j for j in range(i % 4)]]], i * 2] for i in range(size * 10)]
    flat = flattened(nested)
    print("flat", len(flat), sum(x * (k % 7) for k, x in enumerate(flat)))
    print("lengths", sorted({len(f"{x:b}") for x in flat}))


if __name__ == "__main__":
    main()
