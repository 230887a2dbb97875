from functools import singledispatch, singledispatchmethod
from abc import ABC
from collections.abc import Iterable, Mapping, Sequence, Sized


@singledispatch
def show(x, *more):
    "shows"
    return "object", x, *more


@show.register(int)
def _(x, *more):
    return "int", x, *more


@show.register
def _(x: str):
    return "str", x


@show.register(list)
@show.register(tuple)
def pair(x):
    return "sequence", len(x)


show.register(type(None), lambda x: "none")
print(show(1), show(True), show("a"), show([1]), show((1, 2)), show(None), show(1.5), show(2, 3), show.__name__, show.__doc__)
print(show.dispatch(bool)(7), show.dispatch(dict)("d")[0], show.registry[list] is pair, sorted(c.__name__ for c in show.registry.keys()))


class A:
    pass


class B(A):
    pass


@show.register
def _(x: A):
    return "A"


print(show(B()))
show.register(B, lambda x: "B")
print(show(B()), show(A()))


@singledispatch
def kind(x):
    return "other"


kind.register(Sized, lambda x: "sized")
print(kind([]), kind(5), kind({}))
kind.register(Mapping, lambda x: "mapping")
kind.register(Sequence, lambda x: "sequence")
print(kind([]), kind({}), kind(set()), kind("a"), kind(iter([])))


class Own(ABC):
    pass


kind.register(Own, lambda x: "own")
Own.register(complex)
print(kind(1j))
kind.register(Iterable, lambda x: "iterable")
print(kind(iter([])))


class OnlyBoth:
    def __len__(self):
        return 0

    def __iter__(self):
        return iter(())


for bad in (lambda: kind(OnlyBoth()), lambda: show(), lambda: show.register(1)(2), lambda: show.register(lambda x: x), lambda: show.register(5, print)):
    try:
        print(bad())
    except (TypeError, RuntimeError) as e:
        print(type(e).__name__, str(e).split("<")[0])


class Formatter:
    @singledispatchmethod
    def format(self, x):
        return "object", x

    @format.register
    def _(self, x: int):
        return "int", x

    @format.register(str)
    def _(self, x):
        return "str", x

    @singledispatchmethod
    @classmethod
    def make(cls, x):
        return cls.__name__, x

    @make.register(int)
    @classmethod
    def _(cls, x):
        return "int", cls.__name__


f = Formatter()
print(f.format(1), f.format("a"), f.format(2.5), Formatter.make("x"), Formatter.make(3), f.make(4))
