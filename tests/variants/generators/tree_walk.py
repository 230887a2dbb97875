# Generators throughout: walks of a tree by yield from, a pipeline of generators, coroutine-like consumers, generator expressions.
import sys


class Node:
    def __init__(self, key):
        self.key = key
        self.left = None
        self.right = None

    def walk(self):
        if self.left is not None:
            yield from self.left.walk()
        yield self.key
        if self.right is not None:
            yield from self.right.walk()


def insert(root, key):
    if root is None:
        return Node(key)
    node = root
    while True:
        if key < node.key:
            if node.left is None:
                node.left = Node(key)
                return root
            node = node.left
        else:
            if node.right is None:
                node.right = Node(key)
                return root
            node = node.right


def keys(count):
    state = 12345
    for _ in range(count):
        state = (state * 1103515245 + 12345) % 2147483648
        yield state % 1000003


def pairs(items):
    last = None
    for item in items:
        if last is not None:
            yield last, item
        last = item


def running_mean():
    total = 0
    count = 0
    mean = None
    while True:
        total += yield mean
        count += 1
        mean = total // count


def main(count):
    root = None
    for key in keys(count):
        root = insert(root, key)
    sorted_sum = sum(root.walk())
    gaps = sum(b - a for a, b in pairs(root.walk()) if b - a > 10)
    mean = running_mean()
    next(mean)
    last = None
    for key in keys(count):
        last = mean.send(key)
    evens = [key for key in root.walk() if key % 2 == 0]
    print(sorted_sum, gaps, last, len(evens), next(k for k in root.walk() if k > 500000))


main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
