import itertools


class Tagged(itertools.chain):
    tag = "t"

    def __new__(cls, *iterables, tag="none"):
        self = super().__new__(cls, *iterables)
        self.tag = tag
        return self

    def __init__(self, *iterables, tag="none"):
        pass


t = Tagged([1], [2], tag="x")
print(list(t), t.tag, type(Tagged.from_iterable(["ab"])).__name__, list(Tagged.from_iterable(["ab"])))


class Upper(itertools.islice):
    def __next__(self):
        return super().__next__().upper()


print("".join(Upper("abcdef", 2, 5)), [*Upper("xy", 1)], next(Upper("q", 1)))


class Steps(itertools.count):
    def __iter__(self):
        yield from (next(self) for _ in range(3))


print(list(Steps(5, 10)), Steps(1))


class Slots(itertools.repeat):
    __slots__ = ("note",)


s = Slots("a", 2)
s.note = 1
print(s, s.note, list(s), list(s))
try:
    s.other = 1
except AttributeError as e:
    print(e)
for make in (lambda: itertools.chain.__new__(int), lambda: itertools.chain.__new__(itertools.count), lambda: itertools.count.__next__(5), lambda: itertools.repeat.__new__()):
    try:
        make()
        print("made")
    except TypeError as e:
        print(type(e).__name__)
a = itertools.product("ab", repeat=2)
print(a.__iter__() is a, a.__next__(), next(a), list(a), isinstance(a, itertools.product), type(a) is itertools.product)
