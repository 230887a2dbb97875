import enum
from enum import Enum, IntEnum, StrEnum, ReprEnum, auto


class Int(IntEnum):
    ONE = 1
    TWO = 2


print(Int.ONE, repr(Int.ONE), Int.ONE + 1, Int.ONE == 1, Int.ONE < Int.TWO, f"{Int.TWO:03}", "%d %s" % (Int.ONE, Int.TWO), [10, 20, 30][Int.ONE])
print(Int(2), int(Int.TWO), {1: "a"}[Int.ONE], isinstance(Int.ONE, int), max(Int), sorted(Int, reverse=True), Int.ONE | 4)
for bad in (lambda: Int(5), lambda: Int("1")):
    try:
        bad()
    except ValueError as e:
        print(e)


class Str(StrEnum):
    A = "a value"
    B = auto()
    CaMel = auto()


print(Str.A, repr(Str.B), Str.B.upper(), f"{Str.CaMel:>8}", Str("b"), Str.A == "a value", "-".join(Str))
try:

    class BadStr(StrEnum):
        A = 1

except TypeError as e:
    print(e)


class Mixed(str, Enum):
    X = "x"
    Y = "y"


print(Mixed.X, repr(Mixed.X), f"{Mixed.X}", Mixed.X == "x", Mixed("y"), Mixed.X.upper(), str.__str__(Mixed.X))


class Floaty(float, Enum):
    PI = 3.5


print(Floaty.PI, repr(Floaty.PI), Floaty.PI + 1, f"{Floaty.PI}")


class Tup(tuple, Enum):
    A = 1, 2
    B = (3,)


print(Tup.A, Tup.A.value, Tup.B[0], repr(Tup.B))


class Coord(bytes, Enum):
    def __new__(cls, value, label):
        obj = bytes.__new__(cls, [value])
        obj._value_ = value
        obj.label = label
        return obj

    PX = (0, "P.X")
    PY = (1, "P.Y")


print(Coord.PY.label, Coord(1), Coord.PX.value)


class Planet(Enum):
    MERCURY = (3.3, 2.4)
    EARTH = (5.9, 6.3)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius

    def __str__(self):
        return f"planet {self.name}"


print(Planet.EARTH.mass, Planet.EARTH, f"{Planet.EARTH:^20}|", repr(Planet.MERCURY))


class Ordered(Enum):
    A = 1
    B = 2

    def __lt__(self, other):
        return self.value < other.value if self.__class__ is other.__class__ else NotImplemented


print(Ordered.A < Ordered.B, sorted([Ordered.B, Ordered.A]))


class Mixin:
    def hello(self):
        return f"hello {self.name}"

    def __repr__(self):
        return "mixin repr"


class WithMixin(Mixin, Enum):
    A = 1


print(WithMixin.A.hello(), repr(WithMixin.A), WithMixin.A)
try:

    class TooMany(int, str, Enum):
        A = 1

except TypeError as e:
    print(type(e).__name__)
try:

    class Order(Enum, int):
        A = 1

except TypeError as e:
    print(e)


class Ord(Enum):
    _order_ = "A B"
    A = 1
    B = 2


try:

    class Wrong(Enum):
        _order_ = "B A"
        A = 1
        B = 2

except TypeError as e:
    print(e)
F = Enum("F", "a b c")
print(list(F), F, F.__module__, F.__qualname__)
print(list(Enum("G", ["x", "y"], start=5)), list(Enum("H", {"p": 1, "q": 2})), list(Enum("I", [("m", "M"), ("n", "N")], type=str)))
print(list(IntEnum("J", "one two", module="mm", qualname="Q.J")), IntEnum("J", "one two", module="mm", qualname="Q.J").__qualname__)
print(list(StrEnum("K", "Aa Bb")))


class NameProp(Enum):
    name = "n"
    value = "v"
    other = 1


print(NameProp.name, NameProp.other.name, NameProp.other.value, list(NameProp), NameProp.value.value)


class Sub(Enum):
    def __init_subclass__(cls, **kwds):
        super().__init_subclass__(**kwds)
        print("subclass", cls.__name__, list(cls))


class SubA(Sub):
    A = 1


class DC:
    pass


print(enum.EnumMeta is enum.EnumType, enum.ReprEnum, repr(enum.STRICT), str(enum.KEEP), repr(enum.UNIQUE), repr(enum.auto()), repr(enum.auto(3)))
print(sorted(enum.__all__))
print(isinstance(Int, enum.EnumType), enum.Enum.__members__, enum.Enum)


class Alias(Enum):
    A = 1
    B = 2
    A._add_value_alias_ if 0 else None

    def __init__(self, v):
        self._add_value_alias_(v * 10)


print(Alias(10), Alias(20), list(Alias))
