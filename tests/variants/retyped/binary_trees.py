"""Trees of tuples and of lists, holding float values."""
import sys


def build(value, depth):
    if depth == 0:
        return (value, None, None)
    return (value, build(value * 0.5, depth - 1), build(value * 0.5 + 0.125, depth - 1))


def total(tree):
    value, left, right = tree
    if left is None:
        return value
    return value + total(left) + total(right)


def insert(tree, key):
    """Into an unbalanced search tree of lists: [key, count, left, right]."""
    while True:
        if key == tree[0]:
            tree[1] += 1
            return
        side = 2 if key < tree[0] else 3
        if tree[side] is None:
            tree[side] = [key, 1, None, None]
            return
        tree = tree[side]


def walk(tree, visit, depth=0):
    if tree is not None:
        walk(tree[2], visit, depth + 1)
        visit(tree[0], tree[1], depth)
        walk(tree[3], visit, depth + 1)


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 11
    for depth in range(4, size + 1):
        sums = [total(build(float(i), depth)) for i in range(1 << (size - depth + 3))]
        print(f"{len(sums):5} trees of depth {depth:2}: first {sums[0]:.4f} last {sums[-1]:.4f} largest {max(sums):.4f}")
    root = [500.0, 1, None, None]
    state = 12345
    for _ in range(1 << size):
        state = state * 16807 % 2147483647
        insert(root, state % 1000 / 1.0)
    nodes = 0
    weight = 0.0
    deepest = 0

    def visit(key, count, depth):
        nonlocal nodes, weight, deepest
        nodes += 1
        weight += key * count
        if depth > deepest:
            deepest = depth

    walk(root, visit)
    print(f"search tree: {nodes} nodes, weight {weight}, depth {deepest}")


if __name__ == "__main__":
    main()
