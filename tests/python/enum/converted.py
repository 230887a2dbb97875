"""Enumerations made of names that are there, and of plain classes; what is pickled by name."""

import enum

CODE_A = CODE_C = 5
CODE_B = 3
OTHER = 1
Codes = enum.IntEnum._convert_("Codes", __name__, filter=lambda name: name.startswith("CODE_"))
print(list(Codes), Codes.CODE_C is Codes.CODE_A, CODE_A is Codes.CODE_A, Codes(3).name)


@enum._simple_enum(enum.IntEnum)
class Level:
    LOW = 1
    HIGH = enum.auto()

    def shown(self):
        return f"<{self.name}>"


print(list(Level), Level.HIGH.shown(), Level(1), Level.__qualname__)


class Checked(enum.IntEnum):
    LOW = 1
    HIGH = enum.auto()

    def shown(self):
        return f"<{self.name}>"


print(enum._test_simple_enum(Checked, Level))


class Different(enum.IntEnum):
    LOW = 7


try:
    enum._test_simple_enum(Different, Level)
except TypeError as error:
    print(str(error).splitlines()[0])
