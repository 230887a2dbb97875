# type, isinstance, conversions, callable, getattr family, print's arguments.
print([type(x).__name__ for x in (1, 1.0, "", b"", [], (), {}, set(), None, True, print, len, int, range(1), ..., NotImplemented, lambda: 0)])
print(isinstance(True, int), isinstance([], (tuple, list)), issubclass(bool, int), type(1) is int, type("") == str, type(type(1)).__name__)
print(int("5"), float("2.5"), str(None), list("ab"), tuple([1]), dict([("a", 1)]), sorted(set([2, 1, 2])), bool("False"), int(), float(), str(), list())
print(divmod(-7, 3), pow(2, 5), round(2.567, 2), abs(-3.5), chr(97), ord("a"), hex(255), bin(5), oct(8), callable(len), repr("a"), ascii("é"))
print("a", 1, None, sep="-", end="!\n")
print(1, 2, sep="")
print(sep="x")
print("x", end="")
print()
print(None, True, ..., NotImplemented, int, len)
for function in (lambda: print(1, sep=5), lambda: len(5), lambda: int([1]), lambda: isinstance(1, "a"), lambda: getattr(1, "zzz"), lambda: list(5), lambda: dict([1]), lambda: set(5)):
    try:
        function()
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
