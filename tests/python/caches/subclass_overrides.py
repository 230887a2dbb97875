# Built-in types' fast paths must give way to subclasses.
class L(list):
    def append(self, item):
        super().append(("L", item))

    def __getitem__(self, index):
        return "got", super().__getitem__(index) if len(self) > 0 else None

    def __len__(self):
        return super().__len__() + 100 if False else list.__len__(self)


class D(dict):
    def __getitem__(self, key):
        return "D", super().get(key)

    def __contains__(self, key):
        return True

    def get(self, key, default=None):
        return "own get"


class S(str):
    def __len__(self):
        return 77

    def __getitem__(self, index):
        return "s"

    def __eq__(self, other):
        return "eq"

    __hash__ = str.__hash__


class I(int):
    def __add__(self, other):
        return "added"

    def __lt__(self, other):
        return "less"

    def __index__(self):
        return 1


def use(container, key):
    return container[key], len(container), key in container


def grow(container, item):
    container.append(item)
    return container[-1]


def add(a, b):
    return a + b, a < b


for turn in range(60):
    plain = turn % 20 != 19
    results = [
        grow([] if plain else L(), turn),
        use([5, 6, 7] if plain else L([5, 6]), 1),
        use({1: 2} if plain else D({1: 2}), 1),
        ("abc" if plain else S("abc"))[0],
        len("abc" if plain else S("abc")),
        ("abc" if plain else S("abc")) == "abc",
        add(1, 2) if plain else add(I(1), 2),
        [10, 20, 30][I(0) if not plain else 0],
        {1: 2}.get(1) if plain else D({1: 2}).get(1),
    ]
    if turn in (0, 19, 20, 59):
        print(results)
