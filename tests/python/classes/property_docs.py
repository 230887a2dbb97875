# The docstring of a property: given, the getter's, or a subclass's attribute.
class A:
    @property
    def x(self):
        "of the getter"

    y = property(lambda self: 1, doc="given")

    @x.setter
    def z(self, value):
        "of the setter"

    @y.getter
    def w(self):
        "of another getter"

    @x.getter
    def v(self):
        "of a new getter"


print([getattr(A, name).__doc__ for name in "xyzwv"])


class Special(property):
    "of the class"


class B:
    @Special
    def x(self):
        "of the getter"

    @Special
    def y(self):
        pass

    z = x.setter(lambda self, value: None)


print(B.x.__doc__, B.y.__doc__, B.z.__doc__, Special(doc="given").__doc__, Special.__doc__)


class Slotted(property):
    __slots__ = ("a",)


try:
    print(Slotted(lambda self: 1).fget(0))
    Slotted(A.x.fget)
except AttributeError as error:
    print(error)
print([A.static.__annotations__ for A.static in (staticmethod(A.x.fget), classmethod(A.x.fget))])
