# partial: copied, its state set, keywords that are no strings; singledispatch with unions and abstract classes.
import copy
import functools
import typing
from collections.abc import Hashable, Iterable, Sized

part = functools.partial(int, "5", base=6)
part.note = [1]
for made in (copy.copy(part), copy.deepcopy(part)):
    print(made(), made, made.note, made.note is part.note)
part.__setstate__((int, ("7",), None, None))
print(part(), part.__dict__, part.__reduce__()[2][:3])
part.keywords[1] = 2
try:
    part()
except TypeError as error:
    print(error)
try:
    del part.__dict__
except TypeError as error:
    print(error)


@functools.singledispatch
def kind(value):
    return "other"


@kind.register
def _(value: typing.Union[str, bytes]):
    return "text"


@kind.register
def _(value: int | float):
    return "number"


@kind.register(typing.Optional[list])
def _(value):
    return "list or nothing"


print([kind(value) for value in ("a", b"a", 1, 1.5, [], None, ())])


class Many(Sized, Iterable):
    def __len__(self):
        return 0

    def __iter__(self):
        return iter(())


@functools.singledispatch
def size(value):
    return "none"


size.register(Sized, lambda value: "sized")
print(size(Many()), size({}))
size.register(Iterable, lambda value: "iterable")
try:
    print(size(Many()))
except RuntimeError as error:
    print(error)
try:
    print(size({}))
except RuntimeError as error:
    print(str(error)[:18])
