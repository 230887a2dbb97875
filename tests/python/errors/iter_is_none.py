# A class that says `__iter__ = None` is refused by the iteration itself, so the messages are its own. `reversed` wants a length of what has items.


class Refuses:
    __iter__ = None

    def __getitem__(self, index):
        return [1, 2][index]


def unpack():
    a, b = Refuses()


def unpack_rest():
    a, *b = Refuses()


def display():
    return [*Refuses()]


def call():
    return print(*Refuses())


def contains():
    return 3 in Refuses()


def backwards():
    return reversed(Refuses())


for function in unpack, unpack_rest, display, call, contains, backwards:
    try:
        print(function())
    except TypeError as error:
        print(function.__name__, error)
