from dataclasses import *
import dataclasses, copy


@dataclass
class Base:
    x: int = 1
    y: int = 2


@dataclass
class Child(Base):
    z: int = 3
    x: str = "over"


print(Child(), Child("a", 5, 6), [f.name for f in fields(Child)], Child() == Base(), Base() == Child())


class Plain(Child):
    pass


print(Plain(), Plain() == Plain(), Plain.__name__)


@dataclass(frozen=True)
class Frozen:
    a: int


try:

    @dataclass
    class Bad(Frozen):
        b: int

except TypeError as e:
    print(e)
try:

    @dataclass(frozen=True)
    class Bad2(Base):
        b: int = 1

except TypeError as e:
    print(e)


class Sub(Frozen):
    pass


s = Sub(1)
s.extra = 4
try:
    s.a = 2
except FrozenInstanceError as e:
    print(e, s.extra)


@dataclass(slots=True)
class Slotted:
    a: int
    b: int = 5

    def up(self):
        return 1


o = Slotted(1)
print(o, Slotted.__slots__, hasattr(o, "__dict__"))
try:
    o.c = 3
except AttributeError as e:
    print(type(e).__name__)


@dataclass(slots=True)
class Slotted2(Slotted):
    c: int = 6


print(Slotted2(1), Slotted2.__slots__)


@dataclass(slots=True, frozen=True)
class FS:
    a: int
    b: list


f = FS(1, [2])
g = copy.deepcopy(f)
print(g, g == f, g.b is f.b, copy.copy(f).b is f.b)
try:
    f.a = 1
except FrozenInstanceError as e:
    print(e)


@dataclass(eq=False)
class NoEq:
    a: int


print(NoEq(1) == NoEq(1), NoEq.__hash__ is object.__hash__)


@dataclass(unsafe_hash=True)
class Hashed:
    a: int
    b: int = field(hash=False, default=0)


print(hash(Hashed(1, 2)) == hash(Hashed(1, 3)))


@dataclass(repr=False, init=False)
class Bare:
    a: int = 4

    def __init__(self):
        pass

    def __repr__(self):
        return "bare"


print(Bare(), Bare().a)


@dataclass
class OwnInit:
    a: int

    def __init__(self):
        self.a = "own"

    def __eq__(self, other):
        return "eq"


print(OwnInit(), OwnInit() == 1)
for text in ("@dataclass(order=True, eq=False)\nclass A: pass", "@dataclass(order=True)\nclass A:\n a: int\n def __lt__(s, o): pass", "@dataclass(unsafe_hash=True)\nclass A:\n a: int\n def __hash__(s): pass", "@dataclass(slots=True)\nclass A:\n __slots__ = ()\n a: int", "@dataclass(weakref_slot=True)\nclass A:\n a: int", "@dataclass\nclass A:\n a: int\n _: KW_ONLY\n b: int\n __: KW_ONLY", "@dataclass(frozen=True)\nclass A:\n a: int\n def __setattr__(s, n, v): pass"):
    try:
        exec(text)
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
M = make_dataclass("M", ["a", ("b", int), ("c", int, field(default=3))], namespace={"m": lambda self: self.c * 2})
print(M(1, 2), M(0, 0, "a").m(), M.__mro__[1], M.__module__)
for bad in (["a", "a"], ["class"], ["1a"], [("a",)]):
    try:
        make_dataclass("N", bad)
    except TypeError as e:
        print(e)
print(Base.__dataclass_params__, Frozen.__dataclass_params__.frozen)
print(copy.replace(Base(), x=8))


@dataclass(kw_only=True)
class AllKw:
    a: int
    b: int = field(kw_only=False)


print(AllKw(1, a=2), AllKw.__match_args__, AllKw.__doc__)
import abc


class Abstract(abc.ABC):
    @property
    @abc.abstractmethod
    def x(self): ...


@dataclass
class Concrete(Abstract):
    y: int = 2

    @property
    def x(self):
        return 1


print(Concrete())


@dataclass
class Desc:
    text: "int" = 4
    iv: "InitVar[int]" = 2


print(Desc(), [f.name for f in fields(Desc)], repr(fields(Desc)[0])[:60])
