"""Counting pairs of words and of numbers: tuples, integers and floats as keys of dictionaries."""
import sys


def make_numbers(count):
    state = 99
    numbers = []
    for _ in range(count):
        state = state * 16807 % 2147483647
        numbers.append(state % 50 * (state % 7) // 3)
    return numbers


def spell(number):
    """The number in a made-up tongue, digit by digit."""
    digits = ("nul", "ein", "dos", "tri", "kar", "pek", "ses", "sep", "okt", "nau")
    words = []
    for digit in str(number):
        words.append(digits[int(digit)])
    return "-".join(words)


class Counter:
    def __init__(self):
        self.table = {}

    def __getitem__(self, key):
        return self.table.get(key, 0.0)

    def __setitem__(self, key, value):
        self.table[key] = value

    def __len__(self):
        return len(self.table)

    def best(self, count):
        pairs = sorted([(-weight, key) for key, weight in self.table.items()])
        return [(key, -weight) for weight, key in pairs[:count]]


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 24000
    numbers = make_numbers(count)
    single = Counter()
    double = Counter()
    halves = Counter()
    spelt = Counter()
    previous = numbers[-1]
    for number in numbers:
        single[number] += 1.0
        double[previous, number] += 0.5
        halves[number / 2] += 1
        spelt[spell(number)] += 1
        previous = number
    print(len(single), len(double), len(halves), len(spelt))
    print(single.best(3))
    print(double.best(3))
    print(halves.best(3))
    print(spelt.best(4))
    known = {key.partition("-")[0] for key in spelt.table}
    print(sorted(known))
    print(f"{sum([key * weight for key, weight in single.table.items()]):.1f}")


if __name__ == "__main__":
    main()
