# Items of what has none, and an attribute that only a module's __getattr__ knows.
import types


def tried(function, *arguments):
    try:
        function(*arguments)
    except Exception as error:
        print(type(error).__name__, error)


def delete(value, key):
    del value[key]


def delete_of_module():
    module = types.ModuleType("m")
    module.__getattr__ = lambda name: name
    print(module.k)
    del module.k


def generator():
    yield 1


class Plain:
    pass


for value in (2**70, 7, 1.5, 1e300, 1j, len, tried, int, generator(), types, "a", b"a", (1,), range(3), Plain(), None):
    tried(delete, value, 0)
    tried(delete, value, "k")
tried(delete_of_module)
