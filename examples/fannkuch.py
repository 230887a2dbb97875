"""Fannkuch: how many prefix reversals bring 1 to the front, over all permutations."""
import sys


def count_flips(permutation):
    flips = 0
    cards = permutation[:]
    first = cards[0]
    while first != 1:
        cards[:first] = cards[first - 1::-1]
        flips += 1
        first = cards[0]
    return flips


def fannkuch(size):
    permutation = list(range(1, size + 1))
    counters = [0] * size
    most = 0
    checksum = 0
    sign = 1
    while True:
        if permutation[0] != 1:
            flips = count_flips(permutation)
            if flips > most:
                most = flips
            checksum += sign * flips
        sign = -sign
        # The next permutation: rotate ever longer prefixes until one has not come round.
        length = 1
        while length < size:
            permutation.insert(length, permutation.pop(0))
            counters[length] += 1
            if counters[length] <= length:
                break
            counters[length] = 0
            length += 1
        else:
            return checksum, most


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 8
    checksum, most = fannkuch(size)
    print(f"checksum {checksum}")
    print(f"fannkuch({size}) = {most}")


if __name__ == "__main__":
    main()
