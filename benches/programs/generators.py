"""Generators: pipelines, trees walked by `yield from`, values sent in, early ends."""
import sys


def count(limit):
    n = 0
    while n < limit:
        yield n
        n += 1


def squares(numbers):
    for n in numbers:
        yield n * n % 1009


def chosen(numbers, divisor):
    for n in numbers:
        if n % divisor:
            yield n


def pairs(numbers):
    previous = None
    for n in numbers:
        if previous is not None:
            yield previous, n
        previous = n


class Tree:
    def __init__(self, key, left, right):
        self.key = key
        self.left = left
        self.right = right

    def __iter__(self):
        if self.left is not None:
            yield from self.left
        yield self.key
        if self.right is not None:
            yield from self.right


def build(low, high):
    if low >= high:
        return None
    middle = (low + high) // 2
    return Tree(middle, build(low, middle), build(middle + 1, high))


def running_average():
    total = 0
    number = 0
    average = 0.0
    while True:
        value = yield average
        total += value
        number += 1
        average = total / number


def permutations(items):
    if len(items) <= 1:
        yield items
        return
    for i in range(len(items)):
        for rest in permutations(items[:i] + items[i + 1:]):
            yield [items[i]] + rest


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 12000
    print("pipeline", sum(a * b for a, b in pairs(chosen(squares(count(size)), 3))))

    tree = build(0, size // 20)
    total = 0
    for _ in range(3):
        for position, key in enumerate(tree):
            total += position * key
    print("tree", total)

    averages = running_average()
    next(averages)
    last = 0.0
    for i in range(size):
        last = averages.send(i * 7 % 101)
    averages.close()
    print(f"average {last:.6f}")

    found = 0
    for order in permutations([1, 2, 3, 4, 5, 6]):
        if order[0] < order[2] < order[4]:
            found += sum(order[i] * i for i in range(6))
    print("permutations", found)

    firsts = sum(next(n for n in count(50) if n * n > limit % 2000) for limit in range(size // 30))
    print("firsts", firsts)


if __name__ == "__main__":
    main()
