"""The spectral norm of an infinite matrix, cut to size, by the power method."""
import sys


def entry(i, j):
    diagonal = i + j
    return 1.0 / (diagonal * (diagonal + 1) // 2 + i + 1)


def times(vector):
    size = len(vector)
    result = []
    for i in range(size):
        total = 0.0
        for j in range(size):
            total += entry(i, j) * vector[j]
        result.append(total)
    return result


def times_transposed(vector):
    size = len(vector)
    result = []
    for i in range(size):
        total = 0.0
        for j in range(size):
            total += entry(j, i) * vector[j]
        result.append(total)
    return result


def dot(left, right):
    return sum([a * b for a, b in zip(left, right)])


def spectral_norm(size, rounds=3):
    u = [1.0] * size
    v = u
    for _ in range(rounds):
        v = times_transposed(times(u))
        u = times_transposed(times(v))
    return (dot(u, v) / dot(v, v)) ** 0.5, u


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 155
    norm, vector = spectral_norm(size)
    print(f"norm {norm:.9f}")
    print(f"first {vector[0]:.6f}, last {vector[-1]:.6f}")


if __name__ == "__main__":
    main()
