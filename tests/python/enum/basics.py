import enum
from enum import Enum, IntEnum, StrEnum, auto, unique, member, nonmember


class Color(Enum):
    """Docs."""

    RED = 1
    GREEN = 2
    CRIMSON = 1

    @property
    def pretty(self):
        return self.name.title()

    def method(self):
        return self.value

    @classmethod
    def first(cls):
        return list(cls)[0]

    @staticmethod
    def st():
        return "st"


print(Color.RED, repr(Color.RED), Color.CRIMSON is Color.RED, Color(2), Color["GREEN"])
print(list(Color), len(Color), list(reversed(Color)), Color.__members__.items())
print(Color.RED.pretty, Color.GREEN.method(), Color.first(), Color.st(), Color.__doc__)
print(Color.RED in Color, 1 in Color, 7 in Color, "x" in Color)
print(Color, type(Color), isinstance(Color.RED, Color), bool(Color), Color.RED.name, Color.RED.value)
print(f"{Color.RED}|{Color.RED!r}|{Color.RED:>12}|%s" % Color.GREEN)
print({Color.RED: 1}[Color.CRIMSON], Color.RED == 1, Color.RED != Color.GREEN, hash(Color.RED) == hash("RED"))
for action in (
    lambda: Color(3),
    lambda: Color["BLUE"],
    lambda: Color.BLUE,
    lambda: setattr(Color, "RED", 4),
    lambda: delattr(Color, "RED"),
    lambda: Color.RED < Color.GREEN,
    lambda: setattr(Color.RED, "value", 5),
    lambda: setattr(Color.RED, "name", 5),
    lambda: Color.name,
    lambda: Color(),
    lambda: Enum(1),
):
    try:
        print(action())
    except Exception as e:
        print(type(e).__name__, e)
Color.extra = 3
print(Color.extra)
try:

    class More(Color):
        BLUE = 3

except TypeError as e:
    print(e)
try:

    class Twice(Enum):
        A = 1
        A = 2

except TypeError as e:
    print(e)
try:

    class Sunder(Enum):
        _x_ = 1

except ValueError as e:
    print(e)
try:

    @unique
    class U(Enum):
        A = 1
        B = 1
        C = 1

except ValueError as e:
    print(e)


class Shade(Enum):
    def __init__(self, a, b):
        self.a = a
        self.b = b

    DARK = 1, 2
    LIGHT = (3, 4)

    @property
    def total(self):
        return self.a + self.b


print(Shade.DARK.total, Shade.LIGHT, Shade((1, 2)), Shade.DARK.value, Shade(3, 4))


class Auto(Enum):
    A = auto()
    B = auto()
    C = 10
    D = auto()
    E = (auto(), "x")


print([m.value for m in Auto])


class Named(Enum):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return (name, start, count, list(last_values))

    A = auto()
    B = auto()


print([m.value for m in Named])


class Missing(Enum):
    A = "a"

    @classmethod
    def _missing_(cls, value):
        if value == "bad":
            return 3
        if value == "boom":
            raise KeyError("boom")
        return cls.A if value == "other" else None


print(Missing("other"))
for v in ("bad", "boom", "none"):
    try:
        Missing(v)
    except Exception as e:
        print(type(e).__name__, e, repr(e.__context__))


class Kinds(Enum):
    A = nonmember(3)

    @member
    def f():
        return 1

    def g(self):
        return 2

    h = lambda self: 3
    _private = 4
    _ignore_ = ["tmp"]
    tmp = 3

    class Inner:
        pass


print(Kinds.A, [m.name for m in Kinds], Kinds.f.value(), Kinds._private, hasattr(Kinds, "tmp"), type(Kinds.Inner))


class Base(Enum):
    def shout(self):
        return self.name + "!"


class Derived(Base):
    X = "x"


print(Derived.X.shout(), Derived.__mro__)


class Un(Enum):
    A = []
    B = {}
    C = []


print(Un([]), Un.A is Un.C, list(Un), [] in Un)
import copy

print(copy.copy(Color.RED) is Color.RED, copy.deepcopy([Color.RED])[0] is Color.RED, Color.RED.__reduce_ex__(2))
print(Color.RED.__class__, Color.RED.__objclass__ is Color)
print(sorted(n for n in dir(Color) if not n.startswith("__")), dir(Color.RED))


class Meta(type):
    def __new__(mcls, name, bases, namespace, **kwds):
        print("new", mcls.__name__, name, kwds)
        return super().__new__(mcls, name, bases, namespace)

    def __init__(cls, *args, **kwds):
        pass


class WithMeta(metaclass=Meta):
    def __init_subclass__(cls, **kwds):
        print("init", kwds)


print(type(type("Derived", (WithMeta,), {})), type(type.__new__(type, "Derived", (WithMeta,), {}, a=1)))
