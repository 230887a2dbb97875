"""Loops that take pairs apart: items of dicts, `enumerate`, `zip`; whatever lies behind them."""


def apart(pairs):
    seen = []
    for a, b in pairs:
        seen.append((b, a))
    return seen


def nested(pairs):
    return [(i, a, b) for i, (a, b) in enumerate(pairs)]


def whole(pairs):
    seen = []
    for pair in pairs:
        a, b = pair
        seen.append((pair, a, b))
    return seen


class Counting(enumerate):
    def __next__(self):
        return ("mine", enumerate.__next__(self)[1])


class Zipping(zip):
    def __next__(self):
        a, b = zip.__next__(self)
        return b, a


def generate():
    yield 1, 2
    yield 3, 4


def makers():
    shared = iter([1, 2, 3, 4, 5])
    return [
        {"a": 1, "b": 2}.items(),
        enumerate(["x", "y"]),
        enumerate(("x", "y"), 5),
        enumerate("xyé€"),
        enumerate(range(2), -1),
        enumerate({1: 2}),
        enumerate([]),
        enumerate(["x", "y", "z"], 2**62 - 2),
        enumerate(["x", "y"], 2**70),
        enumerate(generate()),
        Counting("xy"),
        zip([1, 2], [3, 4]),
        zip((1, 2, 3), [4, 5]),
        zip([1, 2], (3, 4, 5)),
        zip("ab", [1, 2]),
        zip(range(3), range(3)),
        zip(shared, shared),
        zip([1, 2], [3, 4], strict=True),
        zip(generate(), [5, 6]),
        Zipping([1, 2], [3, 4]),
        generate(),
        [(1, 2), [3, 4], "xy"],
    ]


for _ in range(60):
    seen = [apart(pairs) for pairs in makers()]
print(*seen, sep="\n")
for _ in range(60):
    seen = [nested([(1, 2), (3, 4)]), nested({5: 6}.items()), nested(zip([1], [2])), whole({7: 8}.items()), whole(enumerate("ab")), whole(zip([1], "c"))]
print(*seen, sep="\n")


def rest():
    """What an iterator still has after a loop that was left, or that the other side ended."""
    found = []
    numbers = iter([1, 2, 3, 4])
    for a, b in zip(numbers, [10]):
        found.append((a, b))
    found.append(list(numbers))
    count = enumerate("abcd")
    for i, letter in count:
        if i == 1:
            break
    found.append(list(count))
    for i, letter in count:
        found.append("never")
    table = {n: str(n) for n in range(6)}
    del table[0], table[3]
    for key, value in table.items():
        table[key] = value * 2
    found.append(table)
    try:
        for key, value in table.items():
            del table[key]
    except RuntimeError as error:
        found.append(str(error))
    for wrong in ([(1, 2, 3)], [(1,)], [5], zip([1]), zip([1], [2], [3]), enumerate(generate(), 0)):
        try:
            for a, b in wrong:
                found.append((a, b))
        except (TypeError, ValueError) as error:
            found.append(str(error))
    try:
        for a, b in zip([1, 2], [3], strict=True):
            found.append((a, b))
    except ValueError as error:
        found.append(str(error))
    return found


for _ in range(60):
    found = rest()
print(*found, sep="\n")


def doing(pairs):
    for a, b in pairs:
        yield a
        yield b


for _ in range(60):
    found = list(doing({1: 2}.items())), list(doing(enumerate("ab"))), list(doing(zip([1, 2], [3, 4])))
print(found)
