"""Prefix reversals over tuples, permutations by recursion, counted in a dictionary."""
import sys


def flips_of(cards):
    flips = 0
    while cards[0] != 0:
        first = cards[0] + 1
        cards = cards[first - 1::-1] + cards[first:] if first < len(cards) else cards[::-1]
        flips += 1
    return flips


def permute(chosen, rest, histogram):
    if not rest:
        flips = flips_of(chosen)
        histogram[flips] = histogram.get(flips, 0) + 1
        return
    for i in range(len(rest)):
        permute(chosen + (rest[i],), rest[:i] + rest[i + 1:], histogram)


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 8
    histogram = {}
    permute((), tuple(range(size)), histogram)
    most = max(histogram)
    weighted = 0.0
    for flips, count in histogram.items():
        weighted += flips * count
    print(f"fannkuch({size}) = {most}, reached {histogram[most]} times")
    print(f"mean {weighted / sum(histogram.values()):.6f}")
    print(sorted(histogram.items())[:6])


if __name__ == "__main__":
    main()
