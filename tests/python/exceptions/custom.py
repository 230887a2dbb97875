# Own exception classes: attributes, inheritance, args, text.
class AppError(Exception):
    """The base."""


class NotFound(AppError):
    def __init__(self, name, code=404):
        super().__init__(f"{name} not found")
        self.name = name
        self.code = code


class Quiet(AppError):
    def __str__(self):
        return "quiet"


class Multi(KeyError, AppError):
    pass


for error in (NotFound("page"), Quiet("x", 1), AppError(), AppError("a"), AppError("a", 2), Multi("k")):
    try:
        raise error
    except NotFound as e:
        print("NotFound", e, e.args, e.name, e.code, e is error)
    except KeyError as e:
        print("KeyError", e, isinstance(e, AppError))
    except AppError as e:
        print(type(e).__name__, repr(e), str(e), e.args)
print(NotFound.__mro__[1].__name__, issubclass(Multi, LookupError), NotFound("q") == NotFound("q"))
caught = 0
for i in range(700):
    try:
        if i % 3 == 0:
            raise NotFound(i, code=i)
        if i % 3 == 1:
            raise Quiet
    except AppError as e:
        caught += getattr(e, "code", 1)
print(caught)
