"""Closures: counters that share a cell, functions composed at run time, a parser built of small functions."""
import sys


def make_counter(start):
    count = start

    def step(by):
        nonlocal count
        count += by
        return count

    def read():
        return count

    return step, read


def compose(*functions):
    def composed(value):
        for function in functions:
            value = function(value)
        return value
    return composed


def adder(n):
    return lambda value: value + n


def multiplier(n):
    return lambda value: value * n % 1000003


def memoised(function):
    known = {}

    def wrapper(n):
        if n not in known:
            known[n] = function(n)
        return known[n]
    return wrapper


# Parsers: functions from (text, position) to (value, position) or None.
def letter(wanted):
    def parse(text, position):
        if position < len(text) and text[position] == wanted:
            return wanted, position + 1
        return None
    return parse


def sequence(first, second):
    def parse(text, position):
        found = first(text, position)
        if found is None:
            return None
        one, position = found
        found = second(text, position)
        if found is None:
            return None
        other, position = found
        return one + other, position
    return parse


def either(first, second):
    def parse(text, position):
        found = first(text, position)
        return second(text, position) if found is None else found
    return parse


def many(parser):
    def parse(text, position):
        values = ""
        while True:
            found = parser(text, position)
            if found is None:
                return values, position
            value, position = found
            values += value
    return parse


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 1500
    step, read = make_counter(7)
    pipeline = compose(adder(3), multiplier(17), lambda value: value ^ 5, adder(-1))
    value = 1
    for i in range(size * 20):
        value = pipeline(value)
        step(value & 3)
    print("counter", read(), "value", value)

    slow = [0]

    @memoised
    def collatz(n):
        slow[0] += 1
        return 0 if n == 1 else 1 + collatz(n // 2 if n % 2 == 0 else 3 * n + 1)
    print("collatz", max(collatz(n) for n in range(1, size)), slow[0])

    pair = sequence(letter("a"), many(letter("b")))
    grammar = many(either(pair, either(letter("c"), letter("d"))))
    text = "abbbcdabacddabbbbbbc" * 10
    total = 0
    for _ in range(size // 20):
        _, position = grammar(text, 0)
        total += position
    print("parsed", total)


if __name__ == "__main__":
    main()
