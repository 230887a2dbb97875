"""Objects of built-in classes made again and again at one place, and truths of containers."""


def make(of, *arguments):
    return [of(*arguments) for _ in range(3)][-1]


def one(of, argument):
    result = None
    for _ in range(60):
        result = of(argument)
    return result


def none(of):
    result = None
    for _ in range(60):
        result = of()
    return result


for of in [int, float, str, bool, list, tuple, dict, set, frozenset, bytes, bytearray, complex, object]:
    print(of.__name__, none(of) if of is not object else type(none(of)).__name__)
for of, argument in [(int, "12"), (int, 3.7), (float, "1.5"), (str, 12), (str, [1]), (bool, 0), (list, "abc"), (tuple, range(3)), (dict, [(1, 2)]), (set, [1, 1]),
                     (bytes, 3), (bytearray, b"ab"), (range, 4), (type, 5), (type, int), (reversed, [1, 2]), (enumerate, "ab"), (slice, 3), (zip, [1]), (property, len)]:
    result = one(of, argument)
    print(of.__name__, list(result) if of in (reversed, enumerate, zip) else type(result).__name__ if of is property else result)
for of, argument in [(int, "x"), (list, 5), (dict, 5), (object, 1), (type(None), 1), (type(len), 1), (bool, None), (tuple, None), (ValueError, 3)]:
    try:
        print(of.__name__, repr(one(of, argument)))
    except (TypeError, ValueError) as error:
        print(of.__name__, type(error).__name__, error)


def two(of):
    return [of([1, 2]) for _ in range(60)][-1]


class Sub(list):
    pass


class Sub2(dict):
    def __init__(self, items):
        super().__init__(a=len(items))


print(two(list), two(Sub), type(two(Sub)).__name__, two(Sub2), two(tuple), two(len), two(str))
a = two(list)
a.append(3)
print(a, two(list))


def truths(values):
    found = []
    for value in values:
        if value:
            found.append(1)
        elif not value:
            found.append(0)
    return found


class Odd(list):
    def __bool__(self):
        return False

    def __len__(self):
        return 5


class Sized(str):
    def __len__(self):
        return 0


values = [[], [0], (), (0,), "", "a", {}, {1: 2}, set(), {1}, None, 0, 1, 0.0, 2.5, b"", b"a", Odd(), Sized("abc"), Sub(), Sub([1]), object, range(0), range(2)]
print(truths(values * 4)[: len(values)])
