# `__bases__` of a class, and which bases go together.
def attempt(action):
    try:
        print(action())
    except TypeError as error:
        print("TypeError:", error)


class Slotted:
    __slots__ = ("a", "__weakref__")


class Other:
    __slots__ = ("b",)


class OfSlotted(Slotted):
    pass


class Sibling(Slotted):
    pass


class Plain:
    pass


class Another:
    def hello(self):
        return "hello"


class Derived(Plain):
    pass


def change(cls, bases):
    cls.__bases__ = bases
    return [base.__name__ for base in cls.__mro__]


derived = Derived()
attempt(lambda: change(Derived, (Another,)))
print(derived.hello())
attempt(lambda: change(Derived, (Plain, Another)))
attempt(lambda: change(OfSlotted, (Other,)))
attempt(lambda: change(OfSlotted, (Sibling,)))
attempt(lambda: change(OfSlotted, (Plain,)))
attempt(lambda: change(OfSlotted, (Slotted, Plain)))
attempt(lambda: change(Derived, (Slotted,)))
attempt(lambda: change(Derived, (int,)))
attempt(lambda: change(Plain, (Another,)))
attempt(lambda: change(Another, (Derived,)))
attempt(lambda: change(Plain, ()))
attempt(lambda: change(Plain, [Another]))
attempt(lambda: change(Plain, (1,)))
attempt(lambda: change(int, (Plain,)))
attempt(lambda: delattr(Plain, "__bases__"))
attempt(lambda: delattr(Plain, "__name__"))
attempt(lambda: delattr(Plain, "__doc__"))
attempt(lambda: type("Both", (Slotted, Other), {}))
attempt(lambda: type("Both", (int, Slotted), {}))
attempt(lambda: type("Fine", (Plain, Slotted), {}).__base__.__name__)
attempt(lambda: type("Fine", (OfSlotted, Slotted), {}).__base__.__name__)
attempt(lambda: type("Fine", (Plain, int), {}).__base__.__name__)
