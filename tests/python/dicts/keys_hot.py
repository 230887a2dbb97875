"""Subscripts, `in`, `get` and `add` with keys of all kinds, hot."""


class Key:
    def __init__(self, number):
        self.number = number

    def __hash__(self):
        return hash(self.number)

    def __eq__(self, other):
        return self.number == (other.number if isinstance(other, Key) else other)


class Name(str):
    def __eq__(self, other):
        return True

    def __hash__(self):
        return hash("a")


def look(table, keys):
    found = []
    for key in keys:
        found.append(key in table)
        found.append(key not in table)
        found.append(table.get(key))
        found.append(table.get(key, "no"))
        try:
            found.append(table[key])
        except KeyError as error:
            found.append(error.args == (key,))
    return found


def store(table, keys):
    for key in keys:
        table[key] = table.get(key, 0) + 1
    return table


def member(items, keys):
    return [key in items for key in keys] + [key not in items for key in keys]


def added(items, keys):
    for key in keys:
        items.add(key)
    return len(items)


computed = "".join(["lo", "ng"])
keys = [0, 1, -1, -2, 7, 2**60, 2**61 - 1, 2**61, -(2**61 - 1), 2**70, 1.0, 7.5, True, False, None, "a", computed, "", "é", "€", (1, 2), b"a", Key(7), Key(8), Name("b")]
small = {0: "zero", 1: "one", -1: "minus", "a": "letter", "long": "word", 7: "seven"}
large = {n: n * n for n in range(-20, 400)} | {f"name{n}": n for n in range(300)} | {"a": "x", 2**61 - 1: "prime", (1, 2): "pair"}
for _ in range(40):
    found = look(small, keys), look(large, keys), look({}, keys)
for line in found:
    print(line)
for _ in range(40):
    table = store({}, [1, 2, 1, "a", "a", True, 1.0, -1, -1, "lo" + "ng", computed])
print(table)
names = [f"name{n % 7}" for n in range(40)]
for _ in range(40):
    table = store({}, names)
print(table)
for _ in range(40):
    found = (
        member({0, 1, "a", "long", (1, 2)}, keys),
        member(frozenset(range(50)), keys),
        member({"a": 1}, keys),
        member({"a": 1}.keys(), keys),
        member((1, 2, "a"), keys),
        member([1.0, "é"], keys),
        added(set(), keys),
        added({1, "a"}, [1, 1, True, "a", computed]),
    )
for line in found:
    print(line)
for _ in range(40):
    found = ["b" in "abc", "bc" in "abc", "" in "abc", "x" in "abc", "é" in "aé", "€" in "aé", "a" in "€a", "a" not in "b" * 40, "b" in "a" * 40 + "b"]
print(found)
for wrong in (lambda: [] in {}, lambda: [] in {1}, lambda: {}[[]], lambda: {}.get([]), lambda: set().add([]), lambda: 1 in "abc", lambda: 1 in 5):
    for _ in range(2):
        try:
            print(wrong())
        except TypeError as error:
            print(error)


class Missing(dict):
    def __missing__(self, key):
        return ("missing", key)

    def __getitem__(self, key):
        return super().__getitem__(key) if key != 5 else "five"

    def get(self, key, default=None):
        return "got"


class Quiet(dict):
    pass


for _ in range(40):
    tables = [{1: 1, 5: 2}, Missing({1: 1}), Quiet({1: 1, 5: 6})]
    found = [(table[5], table.get(1), 1 in table, dict.get(table, 1)) for table in tables]
print(found)
