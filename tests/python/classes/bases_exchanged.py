# Classes that change places: who was a base may become a subclass; lists of subclasses follow, and what fails leaves everything as it was.
def attempt(action):
    try:
        return action()
    except (TypeError, RecursionError) as error:
        return type(error).__name__, str(error)


def change(cls, *bases):
    cls.__bases__ = bases
    return names(cls.__mro__)


def names(classes):
    return [cls.__name__ for cls in classes]


class Root:
    pass


class Upper(Root):
    def __len__(self):
        return 1


class Lower(Upper):
    pass


print(attempt(lambda: change(Upper, Lower, Root)))
print(names(Root.__subclasses__()), names(Upper.__subclasses__()), names(Lower.__subclasses__()))
print(attempt(lambda: change(Lower, Root)))
print(names(Root.__subclasses__()), names(Upper.__subclasses__()), names(Lower.__subclasses__()))
print(attempt(lambda: change(Upper, Lower, Root)))
print(names(Root.__subclasses__()), names(Upper.__subclasses__()), names(Lower.__subclasses__()))
for turn in range(300):
    Lower.__len__ = lambda self, turn=turn: turn
    Upper.__bases__ = (Root,)
    Lower.__bases__ = (Upper,)
    first = len(Lower())
    del Lower.__len__
    second = len(Lower())
    Lower.__bases__ = (Root,)
    Upper.__bases__ = (Lower,)
    if turn % 100 == 99:
        print(first, second, names(Root.__subclasses__()), names(Upper.__subclasses__()), names(Lower.__subclasses__()))


# An order that a subclass refuses is refused for all.
class A:
    pass


class B:
    pass


class Middle(A):
    pass


class Both(Middle, A):
    word = "both"


class Strict(type):
    def mro(cls):
        order = super().mro()
        if B in order:
            raise TypeError(f"{cls.__name__} will not have B")
        return order


class Careful(Middle, metaclass=Strict):
    pass


print(attempt(lambda: change(Middle, B)))
print(names(Middle.__mro__), names(Both.__mro__), names(Careful.__mro__), names(Middle.__bases__))
print(names(A.__subclasses__()), names(B.__subclasses__()), names(Middle.__subclasses__()))


class Base:
    pass


class First(Base):
    pass


class Second(First, Base):
    pass


class Apart:
    pass


class Third(Apart):
    pass


print(attempt(lambda: change(First, Third)), names(Second.__mro__))
print(attempt(lambda: change(Base, First)))
print(names(Apart.__subclasses__()), names(Third.__subclasses__()), names(Base.__subclasses__()), names(First.__subclasses__()))


# A method `mro` that sets bases itself.
class Restless(type):
    def mro(cls):
        if cls.__dict__.get("restless"):
            del cls.restless
            cls.__bases__ = (B,)
        return super().mro()


class Moving(A, metaclass=Restless):
    pass


Moving.restless = True
Moving.__bases__ = (Base,)
print(names(Moving.__bases__), names(B.__subclasses__()), names(Base.__subclasses__()))
