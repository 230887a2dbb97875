"""A sieve over odd numbers only, with counters of prime factors instead of booleans."""
import sys


def factor_counts(limit):
    """For every odd number 2 * i + 1, how many different primes divide it."""
    counts = [0] * ((limit + 1) // 2)
    for index in range(1, len(counts)):
        if counts[index] == 0:
            prime = 2 * index + 1
            for multiple in range(index, len(counts), prime):
                counts[multiple] += 1
    return counts


def main():
    limit = int(sys.argv[1]) if len(sys.argv) > 1 else 460000
    counts = factor_counts(limit)
    histogram = [0.0] * 12
    reciprocals = 0.0
    for index, count in enumerate(counts):
        histogram[count] += 1.0
        if count == 1:
            reciprocals += 1.0 / (2 * index + 1)
    print("odd numbers by different prime factors:", histogram[:6])
    print(f"reciprocals of prime powers {reciprocals:.9f}")
    print("most factors at", 2 * counts.index(max(counts)) + 1)


if __name__ == "__main__":
    main()
