"""Crossing out composites in a list of flags, under other names."""
import sys


def report(flags):
    found = sum_found = pairs = widest = 0
    before = 2
    n = 0
    for flag in flags:
        if flag:
            distance = n - before
            if widest < distance:
                widest = distance
            if distance == 2:
                pairs += 1
            sum_found += n
            found += 1
            before = n
        n += 1
    return found, sum_found, pairs, widest


def cross_out(flags):
    size = len(flags)
    for base in range(2, size):
        start = base * base
        if start >= size:
            break
        if not flags[base]:
            continue
        position = start
        while position < size:
            flags[position] = False
            position += base


def begin():
    top = int(sys.argv[1]) if len(sys.argv) > 1 else 470000
    flags = [False, False] + [True] * (top - 1)
    cross_out(flags)
    found, sum_found, pairs, widest = report(flags)
    print("found", found, "sum", sum_found)
    print("pairs", pairs, "widest", widest)


if __name__ == "__main__":
    begin()
