"""The power method with integers of fixed point and tuples for vectors."""
import sys

ONE = 1 << 24


def entry(i, j):
    diagonal = i + j
    return ONE // (diagonal * (diagonal + 1) // 2 + i + 1)


def rows_times(size, vector, transposed):
    result = ()
    for i in range(size):
        total = 0
        j = 0
        while j < size:
            if transposed:
                total += entry(j, i) * vector[j]
            else:
                total += entry(i, j) * vector[j]
            j += 1
        result += (total >> 24,)
    return result


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 120
    u = v = (ONE,) * size
    for _ in range(3):
        v = rows_times(size, rows_times(size, u, False), True)
        u = rows_times(size, rows_times(size, v, False), True)
    above = below = 0
    for a, b in zip(u, v):
        above += a * b >> 24
        below += b * b >> 24
    print(f"ratio {above / below:.6f}, norm {(above / below) ** 0.5:.6f}")
    print("vector", u[0], u[size // 2], u[-1])


if __name__ == "__main__":
    main()
