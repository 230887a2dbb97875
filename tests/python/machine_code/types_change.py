"""What machine code knows of a value holds on the fast way only: types change in the middle of a statement's values."""


class Odd:
    """Adds like nothing else, and is no number."""

    def __init__(self, name):
        self.name = name

    def __add__(self, other):
        return Odd(f"({self.name}+{other})")

    def __radd__(self, other):
        return Odd(f"({other}+{self.name})")

    def __mul__(self, other):
        return [self.name, other]

    def __lt__(self, other):
        return True

    def __gt__(self, other):
        return False

    def __repr__(self):
        return self.name


def chain(a, b, c):
    d = a + b
    e = d + c
    f = e - a + d * 2
    if e < d:
        return d, e, f, "less"
    return d, e, f, "more"


def compare(a, b):
    if a < b:
        x = a + 1
        y = a + b
    else:
        x = a - 1
        y = a - b
    return x + y


def overflow(number, steps):
    total = number
    for step in range(steps):
        total = total * 3 + step
        if total > 10 and step > 3:
            total = total + number
    return total


def store(items, index, value):
    items[index] = value + 1
    items[index] = items[index] + items[index - 1]
    return items[index]


def refuse(action, *arguments):
    try:
        return action(*arguments)
    except Exception as error:
        return type(error).__name__, str(error)


for turn in range(120):
    chain(turn, 2, 3)
    compare(turn, 60)
    store([1, 2, 3], turn % 3, turn)
print(chain(1, 2, 3), chain(2**62, 2**62, 5), chain(1.5, 2, True))
print(refuse(chain, Odd("x"), 1, 2), refuse(chain, 1, 2, "3"), refuse(chain, "a", "b", "c"))
print(compare(1, 2), compare(2, 1), compare(2.5, 2**70), compare(True, 5), refuse(compare, Odd("y"), 3), refuse(compare, "a", 3))
print(overflow(1, 60), overflow(-(2**61), 6), overflow(0.5, 8))
print(store([1, 2, 3], -1, 4), store([1.5, 2**80], 1, 2.5), refuse(store, [1], 5, 1), refuse(store, [1], 2**80, 1), refuse(store, (1, 2), 0, 1))
print(refuse(store, [1, 2], True, 7), refuse(store, {0: 5, -1: 3}, 0, 7), refuse(store, [1, 2], "0", 7))


class Counting(list):
    reads = 0

    def __getitem__(self, index):
        Counting.reads += 1
        return list.__getitem__(self, index) * 10

    def __setitem__(self, index, value):
        list.__setitem__(self, index, -value)


counting = Counting([1, 2, 3])
print(store(counting, 1, 5), list(counting), Counting.reads)


def unbound(flag, count):
    for turn in range(count):
        if turn == flag:
            value = turn
        if turn >= 2:
            result = value + turn
    return result


print(unbound(0, 100), refuse(unbound, 50, 100))


def swap(a, b):
    a, b = b, a + b
    a, b = b - a, a
    return a, b


for turn in range(100):
    swap(turn, 3)
print(swap(1, 2), swap("x", "y") if False else refuse(swap, "x", "y"), swap(2.5, 1))


def truths(values):
    found = []
    for value in values:
        if value and not (value == 2):
            found.append(value)
        elif value is None:
            found.append("none")
        else:
            found.append(not value)
    return found


for turn in range(60):
    truths([True, False, 1, 0])
print(truths([True, False, None, 0, 1, 2, 2.0, "", "x", [], [0], 2**70, Odd("z")]))
