from collections import ChainMap, Counter, OrderedDict, UserDict, UserList, defaultdict, deque
from collections.abc import *
from functools import cached_property, partial, partialmethod, singledispatch
import collections.abc as abc
import itertools

print(deque[int], defaultdict[str, int], OrderedDict[str, int], Counter[str], ChainMap[str, int], UserDict[str, int], partial[int], itertools.chain[int], cached_property[int], partialmethod[int])
print(Iterable[int], Mapping[str, int], Sequence[int], Generator[int, None, str], Awaitable[int], Set[int], KeysView[int])
print(Callable[[int, str], bool], Callable[..., int], Callable[[], None], Callable[[int], str].__args__, Callable[[int], str].__origin__)
for bad in (lambda: Callable[int], lambda: Callable[int, str], lambda: Sized[int], lambda: Hashable[int]):
    try:
        print(bad())
    except TypeError as e:
        print(e)
print(deque[int]([1, 2], 1), defaultdict[str, int](int), isinstance(deque(), deque), deque[int].__origin__ is deque)


class Typed(Mapping[str, int]):
    def __getitem__(self, key):
        return 1

    def __iter__(self):
        return iter("a")

    def __len__(self):
        return 1


print(dict(Typed()), Typed.__bases__, Typed.__orig_bases__)


async def co():
    pass


async def agen():
    yield


c, g = co(), agen()
print(isinstance(c, Coroutine), isinstance(c, Awaitable), isinstance(g, AsyncGenerator), isinstance(g, AsyncIterator), isinstance(c, Iterable), isinstance(type.__dict__, Mapping))
c.close()


@singledispatch
def f(x):
    return "object"


@f.register
def _(x: int | float):
    return "number"


@f.register(str | bytes)
def _(x):
    return "text"


@f.register
def _(x: "list"):
    return "list"


print(f(1), f(1.5), f("a"), f(b""), f([]), f(None), type(f.registry), len(f.registry))
for bad in (int | list[int], list[int], 5):
    try:
        f.register(bad)(print)
    except TypeError as e:
        print(e)


def annotated(x: int | list[int]):
    pass


try:
    f.register(annotated)
except TypeError as e:
    print(e)
