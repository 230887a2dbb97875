import types


def attempt(function):
    try:
        print(repr(function()))
    except Exception as error:
        print(type(error).__name__, error)


u = int | str
print(u, type(u), u.__args__, u == (str | int), hash(u) == hash(str | int), u == int)
print(int | None, None | int, int | int, int | (str | int | float), (int | str) | (float | None), int | list[int] | dict)
print((int | None).__args__, type(int | int), int | bool)
for value in (1, "a", 1.5, None, True, [], int):
    print(value, isinstance(value, u), isinstance(value, int | None), isinstance(value, (u, float)), isinstance(value, (list, (u,))))
print(issubclass(bool, u), issubclass(float, u), issubclass(int, (float, u)), issubclass(type(None), int | None))
attempt(lambda: isinstance(1, int | list[int]))
attempt(lambda: isinstance("", int | list[int]))
attempt(lambda: issubclass(1, u))
attempt(lambda: int | 1)
attempt(lambda: 1 | int)
attempt(lambda: "a" | int)
attempt(lambda: int | "a")
attempt(lambda: None | None)

attempt(lambda: u[int])

attempt(lambda: isinstance(1, 1))
attempt(lambda: isinstance(1, (int, 1)))
attempt(lambda: isinstance("", (int, 1)))



class Meta(type):
    def __or__(cls, other):
        return f"{cls.__name__} or {other}"

    def __ror__(cls, other):
        return f"{other} before {cls.__name__}"


class M(metaclass=Meta):
    pass


class N:
    pass


print(M | 1, 1 | M, M | int, N | int, int | N, list | N | None)
print({int | str: 1}[str | int], len({int | str, str | int, int | float}))


def f(a: int | None = None, *b: str | bytes, c: list[int] | dict[str, int] = {}) -> N | None:
    pass


print(f.__annotations__)
match 5:
    case int() | str():
        print("matched")
x = int
x |= str
print(x, isinstance(5, x), types.NoneType, types.EllipsisType)
