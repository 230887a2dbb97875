"""`list.insert` and `list.pop` with an index, as instructions: every place, lists of all lengths, what is no small integer, and subclasses."""


def rotate(items, length):
    items.insert(length, items.pop(0))


def take(items, index):
    return items.pop(index)


def put(items, index, item):
    return items.insert(index, item)


items = list(range(8))
for i in range(300):
    rotate(items, i % 8)
print(items)
for length in 1, 2, 17, 18, 40, 100:
    kept = 0
    for index in range(-length, length):
        items = list(range(length))
        kept = (kept * 7 + take(items, index) + sum(items[::3]) + len(items)) % 10007
    for index in range(-length - 2, length + 3):
        items = list(range(length))
        items.append(5)
        items.pop()
        kept = (kept * 7 + (put(items, index, 99) is None) + items.index(99) + len(items) + items[-1]) % 10007
    print(length, kept)
# A list that shrinks and grows.
items = []
for i in range(500):
    put(items, i // 2, i)
total = 0
while items:
    total = total * 3 + take(items, len(items) // 2) & 0xFFFF
print(total, items)
for index in 0, -1, 5, -6, "a", None, 1.0, 1 << 70, True:
    for do in (lambda: take([1, 2, 3, 4, 5], index)), (lambda: take([], index)), (lambda: put([], index, 0)):
        try:
            print(do(), end=" ")
        except (IndexError, TypeError, OverflowError) as error:
            print(type(error).__name__, error, end="; ")
    print()


class Log(list):
    def pop(self, index):
        return "popped", super().pop(index)

    def insert(self, index, item):
        super().insert(index, ("inserted", item))


items = Log([1, 2, 3])
print(take(items, 1), put(items, 1, 5), items)
print(take({0: "value"}, 0), take(bytearray(b"abc"), 1), put(bytearray(b"abc"), 1, 65))


class Sub(list):
    pass


items = Sub([1, 2, 3])
print(take(items, 1), put(items, 1, 5), items)
