"""Library sorting: long lists of numbers, floats, strings and tuples, by the built-in sort, `min`, `max` and `sum`."""
import sys


def numbers_of(size):
    state = 12345
    numbers = []
    for _ in range(size):
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        numbers.append(state)
    return numbers


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 4000
    numbers = numbers_of(size)
    floats = list(map(float, numbers))
    words = list(map(str, numbers))
    tuples = list(zip([n % 100 for n in numbers], words))
    check = 0
    for _ in range(3):
        ordered = sorted(numbers)
        check += ordered[size // 3] + min(ordered) + max(ordered)
        ordered.reverse()
        ordered += numbers
        ordered.sort()
        check += ordered[size]
        floats_ordered = sorted(floats, reverse=True)
        check += int(floats_ordered[size // 5])
        words_ordered = sorted(words)
        check += int(words_ordered[size // 7])
        check += sorted(tuples)[size // 2][0]
        check += int(sorted(words, key=len)[-1])
        check += sum(numbers)
    print("check", check)


if __name__ == "__main__":
    main()
