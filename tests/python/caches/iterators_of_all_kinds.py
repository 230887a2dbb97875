# One `for` that meets every kind of iterable.
import array
import collections


class Counter:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


class Old:
    def __getitem__(self, index):
        if index == 3:
            raise IndexError
        return index


class MyList(list):
    def __iter__(self):
        return iter(("mine",))


def total(iterable):
    count = 0
    last = None
    for last in iterable:
        count += 1
    return count, last


def sources():
    yield from (
        [1, 2, 3], (4, 5), "abc", "αβ", range(4), range(10, 0, -3), {1: 2, 3: 4}, {5, 5}, frozenset([6]), b"xy", bytearray(b"z"), {7: 8}.items(), {9: 0}.values(),
        enumerate("ab"), zip([1, 2], "xyz"), map(str, [1, 2]), filter(None, [0, 1]), reversed([1, 2]), (n for n in range(3)), Counter(4), Old(), MyList([1, 2]),
        iter([]), iter(lambda: 1, 1), memoryview(b"mv"), array.array("i", [1, 2]), collections.deque("dq"), collections.OrderedDict(o=1), range(2**70, 2**70 + 2),
    )


for turn in range(5):
    results = [total(source) for source in sources()]
print(results)
print([len(list(source)) if not isinstance(source, Counter) else "c" for source in sources()] == [len(list(source)) if not isinstance(source, Counter) else "c" for source in sources()])
for bad in (5, None, object(), len, 1.5, type):
    try:
        total(bad)
    except TypeError as error:
        print(error)
