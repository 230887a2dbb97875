import types


def attempt(function):
    try:
        print(repr(function()))
    except Exception as error:
        print(type(error).__name__, error)


class A:
    class B:
        pass


for alias in (list[int], dict[str, int], tuple[int, ...], tuple[()], list[list[int]], type[A], set[A.B], list[None],
              frozenset[int | str], dict[str, [int, str]], list["forward"], tuple[int, str, float], enumerate[int]):
    print(alias, repr(alias), alias.__origin__, alias.__args__, alias.__parameters__)
alias = list[int]
print(alias == list[int], alias != list[str], hash(alias) == hash(list[int]), alias is list[int], alias == list)
print(alias(), alias((1, 2)), dict[str, int](a=1), type(alias), type(alias).__name__, type(alias).__module__)
print(alias.append is list.append, alias.__name__, alias.__qualname__, alias.__module__, alias.__class__, alias.__mro__)
attempt(lambda: isinstance([], list[int]))
attempt(lambda: issubclass(list, list[int]))
attempt(lambda: list[int][str])
attempt(lambda: int[str])
attempt(lambda: list[int].nothing)
attempt(lambda: types.GenericAlias(list, int))
attempt(lambda: types.GenericAlias(list, (int, str)))
attempt(lambda: types.GenericAlias(list))
attempt(lambda: list[int].__mro_entries__(()))
print(*tuple[int, str], [*tuple[int]][0].__unpacked__, alias.__unpacked__)
attempt(lambda: list[*tuple[int, str]])


class MyList(list[int]):
    pass


print(MyList.__bases__, MyList.__orig_bases__, MyList.__mro__, MyList([1]), MyList[str])


class Pair(tuple[int, str], metaclass=type):
    def __new__(cls, *items):
        return super().__new__(cls, items)


print(Pair(1, "a"), Pair.__orig_bases__, types.get_original_bases(Pair), types.get_original_bases(int))


class Box:
    def __class_getitem__(cls, item):
        return types.GenericAlias(cls, item)

    def __init__(self, value):
        self.value = value


box = Box[int](5)
print(box.value, box.__orig_class__, Box[int, str], Box[int].__init__ is Box.__init__)
{list[int]: 1}
print({list[int]: 1}[list[int]], list[int] in [list[int]], sorted(map(str, {list[int], list[str], list[int]})))
print(dict[str, int] | None, list[int] | int | list[int], "__origin__" in dir(list[int]), "append" in dir(list[int]))
try:
    list[int].__origin__ = 3
except AttributeError as error:
    print(error)
