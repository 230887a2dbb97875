# get_type_hints and the small functions.
from typing import *
import typing


class Base:
    a: int
    b: "str"
    c: Optional["Base"] = None
    d: ClassVar[int] = 3


class Derived(Base):
    b: float
    e: List["Derived"]
    f: Annotated[int, "units"]


print(get_type_hints(Base))
print(get_type_hints(Derived), get_type_hints(Derived, include_extras=True)["f"])


def function(x: "int", y: None, *args: "Base", z: "list[str]" = None, **kw: Annotated[str, 3]) -> "Optional[Derived]": ...


print(get_type_hints(function), get_type_hints(print), get_type_hints(Base.__init__))
print(get_type_hints(function, include_extras=True)["kw"])


def generic[T](x: "T") -> "list[T]": ...


print(get_type_hints(generic))
try:
    def broken(x: "Missing"): ...
    get_type_hints(broken)
except NameError as error:
    print(error)
print(get_type_hints(broken, globalns={"Missing": int}), get_type_hints(broken, None, {"Missing": str}))


@overload
def over(x: int) -> int: ...
@overload
def over(x: str) -> str: ...
def over(x): return x


print(over(3), len(get_overloads(over)), [f.__annotations__ for f in get_overloads(over)])


@overload
def only(x): ...


try:
    only(1)
except NotImplementedError as error:
    print(error)
try:
    assert_never(3)
except AssertionError as error:
    print(error)


@final
class F:
    @override
    def m(self): pass
    @final
    def n(self): pass


print(F.__final__, F.m.__override__, F.n.__final__, assert_type(3, int))


@no_type_check
def unchecked(x: "nonsense!"): pass


print(get_type_hints(unchecked))
UserId = NewType("UserId", int)
print(UserId, UserId(3), UserId.__name__, UserId.__supertype__, UserId.__module__, List[UserId], UserId | None)


@dataclass_transform(kw_only_default=True)
def transform(cls): return cls


print(transform.__dataclass_transform__)
print(ForwardRef("a") == ForwardRef("a"), ForwardRef("a", module="m"))
print(sorted(name for name in typing.__all__ if name not in ("BinaryIO", "IO", "TextIO", "Pattern", "Match") and not hasattr(typing, name)))

