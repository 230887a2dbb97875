# Groups of classes of their own: `derive` decides what parts are made of.
class Errors(ExceptionGroup):
    def __new__(cls, message, errors, code=0):
        self = super().__new__(cls, message, errors)
        self.code = code
        return self

    def derive(self, errors):
        return Errors(self.message, errors, self.code)


def show(error, depth=0):
    print("  " * depth + repr(error), getattr(error, "code", None), getattr(error, "__notes__", None))
    for part in getattr(error, "exceptions", ()):
        show(part, depth + 1)


try:
    raise Errors("first", [ValueError(1), Errors("second", [TypeError(2), ValueError(3)], 5)], 4) from OSError("cause")
except Errors as error:
    error.add_note("noted")
    matching, rest = error.split(ValueError)
    show(matching)
    show(rest)
    print(matching.__cause__ is error.__cause__, rest.__traceback__ is error.__traceback__)
    print(matching.__suppress_context__, matching.__notes__ is error.__notes__)
    print(error.subgroup(lambda e: e is error) is error, error.split(lambda e: True), error.subgroup(KeyError))

try:
    try:
        raise Errors("x", [ValueError(1), KeyError(2), OSError(3)], 7)
    except* KeyError as keys:
        show(keys)
except Errors as error:
    show(error)


class NoDerive(BaseExceptionGroup):
    pass


group = NoDerive("n", [ValueError(1), KeyboardInterrupt(2)])
print(repr(group.split(KeyboardInterrupt)), type(group.subgroup(ValueError)))


class Both(ExceptionGroup, ValueError):
    pass


print(Both.__mro__)
try:
    raise Both("b", [TypeError()])
except ValueError as error:
    print(repr(error), isinstance(error, ExceptionGroup))


class Late(ExceptionGroup):
    def __init__(self, message, errors):
        super().__init__("changed", 7)


late = Late("a", [ValueError()])
print(late.args, late.message, late.exceptions, str(late), repr(late))
print(ExceptionGroup.__new__(ExceptionGroup, "q", [OSError()]).args)
