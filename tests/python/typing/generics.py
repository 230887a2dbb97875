# Generic classes, their parameters, subclasses and errors.
from typing import *
T = TypeVar("T")
S = TypeVar("S")
P = ParamSpec("P")
Ts = TypeVarTuple("Ts")


class Stack(Generic[T]):
    def __init__(self): self.items = []
    def push(self, item: T) -> None: self.items.append(item)


s = Stack[int]()
s.push(1)
print(s.items, s.__orig_class__, Stack.__parameters__, Stack.__orig_bases__, Stack[int], Stack[int] == Stack[int], Stack.__mro__)


class Pair(Generic[T, S]): pass
class IntPair(Pair[int, S]): pass
class Both(Stack[T], Generic[T, S]): pass
class MyDict(Dict[str, T]): pass
class Sub(list[T], Generic[T]): pass
class Plain(Pair): pass


print(Pair[int, str], IntPair[str], IntPair.__parameters__, Both.__parameters__, Both.__mro__, MyDict.__mro__[:3], MyDict[int](a=1), Sub[int])
print(IntPair[str].__origin__, Pair[T, int][str], Plain.__parameters__, Both.__bases__, MyDict.__orig_bases__)


class Z(Generic[P]): pass
class Rows(Generic[T, Unpack[Ts]]): pass
class Many[T = int, U = str]: pass
class Kept[T]: attribute: T


print(Z[int, str], Z[[int, str]], Z[...], Rows[int, str, float], Rows[int], Many[float], Many[float, bytes], Many.__parameters__)
print(Kept.__annotations__, get_type_hints(Kept))
for text in (
    "class X(Generic): pass", "class X(Generic[T], Generic[S]): pass", "class X(Stack[T], Generic[S]): pass", "Stack[int, str]",
    "Pair[int]", "class X(List[int], List[str]): pass", "class X(Union[int, str]): pass", "class X(Stack[int][str]): pass", "Plain[int]",
    "class X(Any): pass\nprint(X, isinstance(X(), X))", "class X(Generic[int]): pass", "Many[int, str, float]", "Rows[()]",
    "class X[T](Generic[T]): pass", "isinstance(s, Stack[int])", "issubclass(Stack, Stack[int])", "print(isinstance(s, Stack))",
    "class X(NewType('N', int)): pass", "class X(Optional[int]): pass", "class X(Literal[1]): pass", "class X(ClassVar): pass",
):
    try:
        exec(text)
    except Exception as error:
        print(repr(text), type(error).__name__, error)
print(Generic, Protocol, Stack.__class_getitem__.__name__, Stack[T].__parameters__, Stack["Name"])
