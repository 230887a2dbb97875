# Which text method is used where; hash and equality together.
class Both:
    def __repr__(self):
        return "R"

    def __str__(self):
        return "S"


class OnlyRepr:
    def __repr__(self):
        return "OR"


class Formatted:
    def __format__(self, spec):
        return f"[{spec}]"


class Derived(Both):
    pass


b = Both()
print(b, [b], (b,), {b: b} if False else {1: b}, f"{b} {b!r} {b!s:>3}", "%s %r" % (b, b), "{} {!r}".format(b, b), OnlyRepr(), str(OnlyRepr()), [Derived()])
print(f"{Formatted()} {Formatted():>5}", format(Formatted(), "x"))


class Bad:
    def __str__(self):
        return 5


try:
    print(str(Bad()))
except TypeError as error:
    print(error)
print(repr(Both).split(".")[-1], repr(type(5)), repr(Exception("a", 1)), str(Exception("a", 1)), str(Exception("a")), str(Exception()))
