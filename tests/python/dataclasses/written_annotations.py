"""Annotations as text that mean no fields, slots for weak references, fields inside themselves."""

import dataclasses
import typing
import typing as t
import weakref
from dataclasses import dataclass, field


for text in "typing.ClassVar[int]", " typing . ClassVar [int]", "t.ClassVar", "dataclasses.InitVar[int]", "int", "typing.List[int]":
    @dataclass
    class Made:
        x: text

        def __post_init__(self, *given):
            self.given = given

    Made.__annotations__
    print(text, [f.name for f in dataclasses.fields(Made)], Made.__match_args__)


@dataclass
class Documented:
    a: typing.List[int]
    b: typing.Optional[int] = None


print(Documented.__doc__)


@dataclass(slots=True, weakref_slot=True)
class Base:
    x: int


@dataclass(slots=True, weakref_slot=True)
class Derived(Base):
    y: int


thing = Derived(1, 2)
print(weakref.ref(thing)() is thing, Base.__slots__, Derived.__slots__)
f = field(default=1)
f.type = [f]
print(repr(f)[:40])


@dataclass(frozen=True, slots=True)
class Frozen:
    a: int


print(Frozen.__getstate__.__name__, Frozen(1).__getstate__())
