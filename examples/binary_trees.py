"""Many small binary trees, built and counted: allocation and collection."""
import sys


class Node:
    def __init__(self, left, right):
        self.left = left
        self.right = right

    def count(self):
        if self.left is None:
            return 1
        return 1 + self.left.count() + self.right.count()


def build(depth):
    if depth == 0:
        return Node(None, None)
    return Node(build(depth - 1), build(depth - 1))


def main():
    largest = int(sys.argv[1]) if len(sys.argv) > 1 else 11
    smallest = 4
    largest = max(smallest + 2, largest)

    stretch = build(largest + 1)
    print(f"stretch tree of depth {largest + 1}: {stretch.count()} nodes")
    stretch = None

    long_lived = build(largest)
    for depth in range(smallest, largest + 1, 2):
        trees = 1 << (largest - depth + smallest)
        nodes = 0
        for _ in range(trees):
            nodes += build(depth).count()
        print(f"{trees:6} trees of depth {depth:2}: {nodes} nodes")
    print(f"long-lived tree of depth {largest}: {long_lived.count()} nodes")


if __name__ == "__main__":
    main()
