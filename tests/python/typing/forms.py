# Special forms and aliases: repr, equality, arguments.
from typing import *
import typing
import collections.abc

T = TypeVar("T")
S = TypeVar("S", bound="int")
P = ParamSpec("P")
Ts = TypeVarTuple("Ts")
for shown in (
    Any, Union[int, str], Optional[int], Union[int, None, str], Union[int, int], Union[Union[int, str], float], List, List[int],
    Dict[str, List[int]], Tuple[int, ...], Tuple[()], Tuple[int, str], Callable, Callable[[int, str], bool], Callable[..., int],
    Callable[[], None], Callable[P, T], Literal[1, "a", True, None], Literal[Literal[1, 2], 3], ClassVar[int], Final[str], Type[int],
    Annotated[int, "meta", 3], Annotated[Annotated[int, 1], 2], NoReturn, Never, Self, LiteralString, TypeGuard[int], TypeIs[str],
    Concatenate[int, P], Unpack[Ts], Required[int], NotRequired[str], ReadOnly[int], T, S, P, Ts, P.args, P.kwargs, ForwardRef("X"),
    Iterable[int], Generator[int, str, None], Generator[int], Awaitable[str], Deque[int], DefaultDict[str, int], OrderedDict[int, str],
    Counter[str], ChainMap[int, str], AbstractSet[int], ContextManager[int], AsyncGenerator[int], Hashable, Sized, Text, Type,
    List[T], Dict[T, S], List["Name"], Optional["Name"], Mapping[str, "Other"], list[T], dict[T, list[S]], T | int, int | T, List[int] | None,
    TypeVar("A", int, str), TypeVar("B", covariant=True), TypeVar("C", contravariant=True), TypeVar("D", infer_variance=True),
):
    print(shown)
print(List[int] == List[int], List[int] is List[int], List[int] == list[int], hash(Dict[str, int]) == hash(Dict[str, int]))
print(Union[int, str] == Union[str, int], Union[int, str] == (int | str), Literal[1] == Literal[True], Literal[0, 1] == Literal[1, 0])
print(Dict[T, List[S]][str, int], Dict[T, T][int], List[T][S][int], Callable[[T], S][int, str], Tuple[T, ...][int], Union[T, int][str])
print(Callable[P, T][[int, str], bool], Callable[P, int][...], Callable[Concatenate[int, P], T][[str], float])
print(Tuple[Unpack[Ts]][int, str], Tuple[int, Unpack[Ts], str][float], tuple[*Ts][int, str], Tuple[Unpack[Ts]][()])
print(get_origin(List[int]), get_origin(Union[int, str]), get_origin(int), get_origin(Callable[[int], str]), get_origin(Annotated[int, 3]),
      get_origin(list[int]), get_origin(int | str), get_origin(ClassVar[int]), get_origin(Generic[T]), get_origin(Generic), get_origin(P.args))
print(get_args(List[int]), get_args(Union[int, str]), get_args(int), get_args(Callable[[int, str], bool]), get_args(Callable[..., int]),
      get_args(Annotated[int, 3]), get_args(Literal["a", 2]), get_args(dict[str, int]), get_args(int | None), get_args(Tuple[()]))
print(S.__bound__, List[T].__parameters__, Dict[T, List[S]].__parameters__, List.__origin__, List._name, Callable.__module__, List.__name__)
print(List[int].__origin__, List[int].__args__, List[int].__module__, List[int].append is list.append, Union[int, str].__args__)
print(isinstance([], List), issubclass(list, List), isinstance({}, Mapping), isinstance(3, Hashable), isinstance(1, Union[int, str]))
print(Text is str, TYPE_CHECKING, cast("int", "x"), NewType("UserId", int), NewType("UserId", int)(5))
for attempt in (
    "Union[()]", "Optional[int, str]", "List[int, str]", "List[int][str]", "Callable[int]", "Callable[int, str]", "Literal[[]]", "Any()",
    "Union()", "List[int]()", "isinstance(3, List[int])", "isinstance(3, Any)", "isinstance(3, Final)", "Generic[int]", "Generic[T, T]",
    "Generic[()]", "TypeVar('X', int)", "TypeVar('X', int, bound=str)", "TypeVar('X', covariant=True, contravariant=True)", "TypeVar(3)",
    "Union[ClassVar[int], str]", "List[Generic]", "List[ClassVar]", "Optional[(1, 2)]", "Annotated[int]", "Concatenate[int]", "ClassVar[int, str]",
    "List[T][int, str]", "Dict[T, S][int]", "ForwardRef('1+')", "ForwardRef(3)", "Self[int]", "type('X', (TypeVar,), {})", "Final[Final[int]]",
    "type('X', (T,), {})", "Union[int, str].x", "Dict[int]", "Tuple[T, Unpack[Ts]][()]", "list[T][int, str]", "NoReturn[int]", "Type[3, 4]",
    "List()", "Dict()", "Deque()", "TypedDict()", "get_type_hints(3)", "typing.nothing", "Union[3]", "Union[int, 4]",
):
    try:
        print(attempt, "->", eval(attempt))
    except Exception as error:
        print(attempt, "->", type(error).__name__, error)
