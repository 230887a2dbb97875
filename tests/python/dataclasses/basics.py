from dataclasses import *
import dataclasses


@dataclass
class Point:
    x: int
    y: int = 0

    def dist(self):
        return self.x + self.y


p = Point(1, 2)
print(p, Point(1), Point(x=3, y=4), p == Point(1, 2), p != Point(1, 3), p == (1, 2), p.dist())
print(Point.__doc__, Point.__match_args__, Point.__hash__, Point.y, [f.name for f in fields(p)], Point.__init__.__annotations__)
print(asdict(p), astuple(p), replace(p, y=9), is_dataclass(p), is_dataclass(Point), is_dataclass(3))
for bad in (lambda: Point(), lambda: Point(1, 2, 3), lambda: Point(z=1), lambda: hash(p), lambda: p < p, lambda: fields(3), lambda: asdict(Point), lambda: replace(3), lambda: replace(p, q=1)):
    try:
        print(bad())
    except TypeError as e:
        print(e)


@dataclass(order=True, frozen=True)
class Version:
    major: int
    minor: int = 0
    note: str = field(default="", compare=False, repr=False)


a, b = Version(1, 2, "a"), Version(1, 3, "b")
print(a < b, a <= b, a > b, max(a, b), sorted([b, a]), a == Version(1, 2, "zz"), hash(a) == hash(Version(1, 2, "q")), {a: 1}[Version(1, 2)])
try:
    a.major = 3
except FrozenInstanceError as e:
    print(type(e).__name__, e)
try:
    del a.major
except AttributeError as e:
    print(type(e).__name__, e)
try:
    a.other = 1
except AttributeError as e:
    print(e)


@dataclass
class Bag:
    items: list = field(default_factory=list)
    name: str = field(default="bag", kw_only=True)
    hidden: int = field(default=5, init=False)
    meta: int = field(default=0, metadata={"unit": "m"})


one, two = Bag(), Bag()
one.items.append(1)
print(one, two, Bag([2], 3, name="n"), fields(Bag)[3].metadata["unit"], Bag.__doc__)
print(asdict(Bag([Point(1, 2), {"p": Point(3, 4)}, (Point(5, 6),)])))
print(astuple(Bag([Point(1, 2)])), asdict(p, dict_factory=lambda pairs: sorted(pairs)))
try:

    @dataclass
    class Mutable:
        a: list = []

except ValueError as e:
    print(e)
try:

    @dataclass
    class Order:
        a: int = 1
        b: int

except TypeError as e:
    print(e)
try:
    field(default=1, default_factory=list)
except ValueError as e:
    print(e)
try:

    @dataclass
    class NoAnnotation:
        a = field()

except TypeError as e:
    print(e)


@dataclass
class Init:
    a: int
    b: InitVar[int]
    c: int = field(init=False)
    d: InitVar[int] = 7

    def __post_init__(self, b, d):
        self.c = self.a + b + d


print(Init(1, 2), Init(1, 2, 3), InitVar[int], [f.name for f in fields(Init)])
try:
    replace(Init(1, 2), a=4)
except TypeError as e:
    print(e)
try:
    replace(Init(1, 2), c=4, b=1)
except TypeError as e:
    print(e)


@dataclass
class Kw:
    a: int
    _: KW_ONLY
    b: int
    c: int = 3


print(Kw(1, b=2), Kw.__match_args__)
try:
    Kw(1, 2)
except TypeError as e:
    print(e)


@dataclass
class Node:
    v: int
    next: object = None


n = Node(1)
n.next = n
print(n, MISSING is dataclasses.MISSING)


@dataclass
class Self:
    self: int
    other: int = 1


print(Self(3), Self.__doc__)
