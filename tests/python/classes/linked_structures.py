# A linked list, a binary search tree and a graph of objects.
class Cell:
    def __init__(self, value, rest=None):
        self.value = value
        self.rest = rest


class Tree:
    def __init__(self):
        self.root = None
        self.size = 0

    def insert(self, key):
        if self.root is None:
            self.root = TreeNode(key)
        else:
            self.root.insert(key)
        self.size += 1

    def keys(self):
        out = []
        if self.root:
            self.root.collect(out)
        return out


class TreeNode:
    def __init__(self, key):
        self.key = key
        self.left = self.right = None

    def insert(self, key):
        if key < self.key:
            if self.left:
                self.left.insert(key)
            else:
                self.left = TreeNode(key)
        elif self.right:
            self.right.insert(key)
        else:
            self.right = TreeNode(key)

    def collect(self, out):
        if self.left:
            self.left.collect(out)
        out.append(self.key)
        if self.right:
            self.right.collect(out)


head = None
for i in range(600):
    head = Cell(i, head)
reverse = None
while head:
    reverse, head = Cell(head.value, reverse), head.rest
total = position = 0
while reverse is not None:
    total += reverse.value * position
    position += 1
    reverse = reverse.rest
print(total, position)
tree = Tree()
for i in range(500):
    tree.insert(i * 379 % 500)
keys = tree.keys()
print(keys == list(range(500)), tree.size)
a, b = Cell("a"), Cell("b")
a.rest, b.rest = b, a
node = a
text = ""
for _ in range(601):
    text += node.value
    node = node.rest
print(len(text), text[-3:], node is b)
