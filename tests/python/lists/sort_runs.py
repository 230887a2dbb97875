# The order of comparisons is that of CPython 3.13: equal items in front of a descending run belong to it.
log = []


class Item:
    def __init__(self, key, number):
        self.key, self.number = key, number

    def __lt__(self, other):
        log.append((self.number, other.number))
        return self.key < other.key


for keys in [3, 3, 2], [2, 2, 2, 1, 1, 0, 0, 5, 6], [1, 2, 1], [5, 4, 4, 3, 3, 3, 2], [1, 1], [2, 1, 1, 2, 2, 1]:
    log.clear()
    items = sorted(Item(key, number) for number, key in enumerate(keys))
    print([item.number for item in items], log)
nan = float("nan")
print(sorted([nan, 1, 3, 2]), sorted([3.0, nan, 1.0, 2.0, nan, 0.5]))
