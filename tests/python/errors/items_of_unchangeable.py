# Sequences look at an index before they refuse it; what is no sequence does not.
import types


class Index:
    def __index__(self):
        raise ValueError("asked for")


class Plain:
    pass


objects = [(1,), "abc", b"abc", range(3), {1}, frozenset(), {}.keys(), types.MappingProxyType({}), Plain(), type("Whole", (int,), {})(3)]
objects += [5, 1.5, None, iter([]), slice(1), Exception(), object(), enumerate([]), list[int], types.SimpleNamespace()]
for it in objects:
    for key in (0, 10**30, True, "a", 1.5, Index()):
        try:
            it[key] = 1
        except Exception as error:
            print(type(it).__name__, type(key).__name__, type(error).__name__, error)
        try:
            del it[key]
        except Exception as error:
            print("       ", type(error).__name__, error)
