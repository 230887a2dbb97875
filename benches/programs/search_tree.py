"""An object graph that changes all the time: a balanced search tree (AA tree) with insertion and removal."""
import sys


class Node:
    def __init__(self, key, value, level, left, right):
        self.key = key
        self.value = value
        self.level = level
        self.left = left
        self.right = right


class Tree:
    def __init__(self):
        self.bottom = Node(None, None, 0, None, None)
        self.bottom.left = self.bottom.right = self.bottom
        self.root = self.bottom
        self.size = 0

    def skew(self, node):
        if node.level != 0 and node.left.level == node.level:
            left = node.left
            node.left = left.right
            left.right = node
            return left
        return node

    def split(self, node):
        if node.level != 0 and node.right.right.level == node.level:
            right = node.right
            node.right = right.left
            right.left = node
            right.level += 1
            return right
        return node

    def insert(self, key, value):
        self.root = self.inserted(self.root, key, value)

    def inserted(self, node, key, value):
        if node is self.bottom:
            self.size += 1
            return Node(key, value, 1, self.bottom, self.bottom)
        if key < node.key:
            node.left = self.inserted(node.left, key, value)
        elif key > node.key:
            node.right = self.inserted(node.right, key, value)
        else:
            node.value = value
            return node
        return self.split(self.skew(node))

    def remove(self, key):
        self.root = self.removed(self.root, key)

    def removed(self, node, key):
        if node is self.bottom:
            return node
        if key < node.key:
            node.left = self.removed(node.left, key)
        elif key > node.key:
            node.right = self.removed(node.right, key)
        elif node.left is self.bottom or node.right is self.bottom:
            self.size -= 1
            return node.right if node.left is self.bottom else node.left
        else:
            heir = node.right
            while heir.left is not self.bottom:
                heir = heir.left
            node.key, node.value = heir.key, heir.value
            node.right = self.removed(node.right, heir.key)
        level = min(node.left.level, node.right.level) + 1
        if level < node.level:
            node.level = level
            if level < node.right.level:
                node.right.level = level
        node = self.skew(node)
        node.right = self.skew(node.right)
        node.right.right = self.skew(node.right.right)
        node = self.split(node)
        node.right = self.split(node.right)
        return node

    def find(self, key):
        node = self.root
        while node is not self.bottom:
            if key == node.key:
                return node.value
            node = node.left if key < node.key else node.right
        return None

    def depth(self, node):
        return 0 if node is self.bottom else 1 + max(self.depth(node.left), self.depth(node.right))


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 1500
    tree = Tree()
    state = 99
    check = 0
    for i in range(size):
        state = (state * 1103515245 + 12345) % 2147483648
        key = (state >> 8) % 20000
        tree.insert(key, i)
        if i % 3 == 2:
            tree.remove((key * 7 + i) % 20000)
        found = tree.find((state >> 10) % 20000)
        if found is not None:
            check += found
    print("size", tree.size, "depth", tree.depth(tree.root), "check", check)
    removed = 0
    for key in range(0, 20000, 2):
        if tree.find(key) is not None:
            tree.remove(key)
            removed += 1
    print("removed", removed, "left", tree.size, "depth", tree.depth(tree.root))


if __name__ == "__main__":
    main()
