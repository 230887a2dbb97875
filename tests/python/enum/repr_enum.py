# An enumeration that keeps the texts of its data type needs one.
import enum


class Colour(bytes, enum.ReprEnum):
    RED = b"r"


print(repr(Colour.RED), str(Colour.RED), "%s" % Colour.RED)
try:

    class Nothing(enum.ReprEnum):
        ONE = 1
except TypeError as error:
    print(error)


class Base(enum.Enum):
    pass


print(Base, list(Base))
