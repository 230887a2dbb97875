# Protocols: structural checks, data members, inheritance.
from typing import *
import collections.abc
T_co = TypeVar("T_co", covariant=True)


@runtime_checkable
class Closable(Protocol):
    def close(self): ...


class File:
    def close(self): pass


class Other: pass


print(isinstance(File(), Closable), isinstance(Other(), Closable), issubclass(File, Closable), issubclass(Other, Closable))


@runtime_checkable
class Named(Protocol):
    name: str


class N:
    def __init__(self): self.name = "n"


print(isinstance(N(), Named), isinstance(File(), Named))


class Plain(Protocol):
    def m(self) -> int: ...


class Impl(Plain):
    def __init__(self, x): self.x = x
    def m(self): return self.x


print(Impl(3).m(), is_protocol(Plain), is_protocol(Impl), is_protocol(Protocol), sorted(get_protocol_members(Plain)), Plain._is_protocol)


class Gen(Protocol[T_co]):
    def get(self) -> T_co: ...


print(Gen[int], Gen.__parameters__)


@runtime_checkable
class Sized2(Sized, Protocol):
    def other(self): ...


class Yes:
    def __len__(self): return 1
    def other(self): pass


class Blocked:
    close = None


print(isinstance(Yes(), Sized2), isinstance([], Sized2), isinstance(Blocked(), Closable))
print(isinstance(3, SupportsInt), isinstance(3, SupportsIndex), isinstance("a", SupportsInt), isinstance(3.5, SupportsRound), issubclass(float, SupportsFloat), isinstance(1, SupportsAbs))
print(isinstance([].__iter__(), Iterator), isinstance(print, collections.abc.Callable))
for attempt in ("isinstance(3, Plain)", "issubclass(int, Plain)", "Plain()", "issubclass(N, Named)", "Closable()", "issubclass(3, Closable)", "get_protocol_members(int)", "runtime_checkable(int)"):
    try:
        print(attempt, eval(attempt))
    except TypeError as error:
        print(attempt, error)
try:
    class Bad(Other, Protocol): pass
except TypeError as error:
    print(error)
