# NamedTuple and TypedDict.
from typing import *


class Point(NamedTuple):
    """A point."""
    x: int
    y: int = 0

    def norm(self): return self.x ** 2 + self.y ** 2


p = Point(3, 4)
print(p, p.norm(), Point(1), Point._fields, Point._field_defaults, Point.__annotations__, Point.__doc__, Point.__mro__, Point.__orig_bases__ == (NamedTuple,))
print(p._replace(x=9), Point._make([5, 6]), p._asdict(), p == (3, 4), Point.__module__, Point.__qualname__)
Old = NamedTuple("Old", [("a", int), ("b", "str")])
print(Old(1, "x"), Old.__annotations__)
T = TypeVar("T")


class Box(NamedTuple, Generic[T]):
    item: T


print(Box(1), Box[int], Box[int](2), Box.__parameters__)
for text in ("class X(NamedTuple):\n x: int = 1\n y: int", "class X(NamedTuple, object): pass", "class X(NamedTuple):\n _x: int", "class X(NamedTuple):\n x: int\n _fields = 3", "NamedTuple('X', [('a', (1, 2))])"):
    try:
        exec(text)
    except Exception as error:
        print(type(error).__name__, error)


class Movie(TypedDict):
    name: str
    year: int


class More(Movie, total=False):
    rating: Required[float]
    notes: "list[str]"
    fixed: ReadOnly[int]


m = Movie(name="x", year=3)
print(m, type(m), Movie.__total__, More.__total__, sorted(Movie.__required_keys__), sorted(More.__required_keys__), sorted(More.__optional_keys__))
print(More.__annotations__, get_type_hints(More), sorted(More.__readonly_keys__), sorted(More.__mutable_keys__), is_typeddict(Movie), is_typeddict(dict))
print(get_type_hints(More, include_extras=True))
Alt = TypedDict("Alt", {"in": int, "x-y": str}, total=False)
print(Alt.__annotations__, Alt.__total__, Alt(), Movie.__mro__, Movie.__orig_bases__ == (TypedDict,), Movie.__bases__)


class GenTD(TypedDict, Generic[T]):
    item: T


print(GenTD[int], GenTD.__parameters__)
for attempt in ("isinstance({}, Movie)", "issubclass(dict, Movie)"):
    try:
        eval(attempt)
    except TypeError as error:
        print(error)
try:
    class Bad(Movie, int): pass
except TypeError as error:
    print(error)
