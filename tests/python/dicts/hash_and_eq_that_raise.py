class Key:
    def __init__(self, name, hash_value, fail=False):
        self.name, self.hash_value, self.fail = name, hash_value, fail

    def __hash__(self):
        if self.hash_value is None:
            raise ValueError("no hash")
        return self.hash_value

    def __eq__(self, other):
        if self.fail:
            raise RuntimeError(f"{self.name} compared")
        return isinstance(other, Key) and self.name == other.name

    def __repr__(self):
        return self.name


d = {Key("a", 1): 1, Key("b", 1): 2, Key("c", 2): 3}
print(d, d[Key("b", 1)], d.get(Key("b", 9)), Key("a", 1) in d, len(d))
for action in (
    lambda: d[Key("x", None)],
    lambda: d.get(Key("x", 1, True)),
    lambda: d.setdefault(Key("y", 2, True), 0),
    lambda: {Key("p", 5, True), Key("q", 5)},
    lambda: Key("z", None) in d,
    lambda: d.pop(Key("w", 1, True)),
    lambda: d.update({Key("v", None): 1} if False else [(Key("v", None), 1)]),
):
    try:
        print(action())
    except (ValueError, RuntimeError, KeyError) as error:
        print(type(error).__name__, error)
print(d)


class Shifty:
    """Removes entries while it is compared."""

    def __init__(self, target):
        self.target = target

    def __hash__(self):
        return 1

    def __eq__(self, other):
        self.target.clear()
        return False


d[Shifty(d)] = "new"
print(len(d), list(d.values()))
