# AttributeErrors that getters and `__getattr__` raise say of which attribute and object they are.
class Getter:
    @property
    def attribute(self):
        raise AttributeError("inner")


class Fallback:
    colour = 1

    def __getattr__(self, name):
        raise AttributeError(f"no {name}")


class Bare:
    def __getattr__(self, name):
        raise AttributeError


class Whole:
    def __getattribute__(self, name):
        raise AttributeError("none at all")


class Descriptor:
    def __get__(self, object, owner):
        raise AttributeError("from the descriptor")


class Described:
    described = Descriptor()


class Meta(type):
    def __getattr__(cls, name):
        raise AttributeError("from the metaclass")


class Made(metaclass=Meta):
    pass


class Named:
    def __getattr__(self, name):
        raise AttributeError("named", name="other", obj=3)


def show(action):
    try:
        action()
    except AttributeError as error:
        owner = error.obj.__name__ if isinstance(error.obj, type) else type(error.obj).__name__
        return repr(error), error.name, owner


for action in (
    lambda: Getter().attribute,
    lambda: Fallback().color,
    lambda: Fallback().color(),
    lambda: getattr(Bare(), "missing"),
    lambda: Whole().anything,
    lambda: Described().described,
    lambda: Described.described,
    lambda: Made.missing,
    lambda: Named().missing,
    lambda: (1).missing,
):
    print(show(action))
print(getattr(Getter(), "attribute", "default"), hasattr(Fallback(), "color"))
Fallback().color
