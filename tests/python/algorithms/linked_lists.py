class Node:
    def __init__(self, value, after=None):
        self.value = value
        self.after = after


class Chain:
    def __init__(self, items=()):
        self.head = None
        self.length = 0
        for item in reversed(list(items)):
            self.push(item)

    def push(self, item):
        self.head = Node(item, self.head)
        self.length += 1

    def pop(self):
        if self.head is None:
            raise IndexError("pop from empty chain")
        node, self.head = self.head, self.head.after
        self.length -= 1
        return node.value

    def reverse(self):
        before, node = None, self.head
        while node is not None:
            node.after, before, node = before, node, node.after
        self.head = before

    def __iter__(self):
        node = self.head
        while node is not None:
            yield node.value
            node = node.after

    def __len__(self):
        return self.length

    def __contains__(self, wanted):
        return any(value == wanted for value in self)

    def __getitem__(self, index):
        for number, value in enumerate(self):
            if number == index:
                return value
        raise IndexError(index)

    def __repr__(self):
        return f"Chain({list(self)!r})"


chain = Chain("hello")
chain.reverse()
print(chain, len(chain), "h" in chain, "z" in chain, chain[0], list(reversed(chain)))
try:
    chain[9]
except IndexError as error:
    print("IndexError", error)
for _ in range(5):
    print(chain.pop(), end=" ")
print(bool(chain))
try:
    chain.pop()
except IndexError as error:
    print(error)
long = Chain(range(3000))
long.reverse()
print(sum(long), max(long), len(long))
