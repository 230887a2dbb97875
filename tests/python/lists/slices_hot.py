"""Slices as instructions: every kind of bound, what is no list, and lists that change meanwhile."""


def get(items, start, stop, step):
    return items[start:stop:step], items[start:stop], items[start:], items[:stop], items[:], items[::step]


def put(items, start, stop, value):
    items[start:stop] = value
    return items


def step(items, by, value):
    items[::by] = value
    return items


class Index:
    def __init__(self, number, action=None):
        self.number, self.action = number, action

    def __index__(self):
        if self.action:
            self.action()
        return self.number


class Loud(list):
    def __getitem__(self, key):
        return "get", key

    def __setitem__(self, key, value):
        print("set", key, value)


def refuse(action, *arguments):
    try:
        print(action(*arguments))
    except Exception as error:
        print(type(error).__name__, error)


for turn in range(100):
    get([1, 2, 3], turn % 3, 3, 1)
    put([1, 2, 3], turn % 3, 2, [0])
    step([1, 2, 3, 4], 2, (8, 9))
bounds = (None, 0, 1, -1, 5, -9, 2**70, -(2**70), True, Index(2))
items = list(range(4))
print([items[start:stop] for start in bounds for stop in bounds])
print([items[start:stop:by] for start in bounds[:6] for stop in bounds[:6] for by in (1, -1, 2, -2, 2**70, -(2**70))])
for thing in ("abcdef", (1, 2, 3, 4), b"abcdef", range(10), Loud([1])):
    print(get(thing, 1, -1, 2))
for thing in (5, {}, {1: 2}, None):
    refuse(get, thing, 1, 2, 3)
refuse(get, items, 1, 2, 0)
refuse(get, items, "1", 2, 1)
refuse(get, items, 1, 2.0, 1)
for value in ([], [7], [7, 8], [7, 8, 9, 10, 11], (1, 2), "xy", range(3), iter([5]), {1: 2}, items, 5):
    for start, stop in ((0, 0), (1, 3), (0, 99), (3, 1), (-2, -1)):
        refuse(put, list(range(4)), start, stop, value)
same = [1, 2, 3]
print(put(same, 1, 2, same), put(same, 0, 1, Loud([4, 5])))
refuse(step, [1, 2, 3, 4], 2, [1])
refuse(step, [1, 2, 3, 4], -1, [1, 2, 3, 4])
refuse(step, [1, 2, 3, 4], 0, [1])
refuse(step, (1, 2), 1, [1])
refuse(step, Loud([1]), 1, [1])
shrinking = list(range(8))
print(shrinking[Index(2, shrinking.clear):], shrinking)
shrinking = list(range(8))
shrinking[Index(2, shrinking.clear):3] = [1]
print(shrinking)


def rebind(items):
    return items[(items := [9, 8, 7])[1] - 7 :], items[: (items := "abc") and 2], items


print(rebind([1, 2, 3]))
