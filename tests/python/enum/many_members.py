# Enumerations with many members and aliases: every one is told its name. What auto does in tuples.
from collections import namedtuple
from enum import Enum, Flag, IntFlag, auto


class Color(Flag):
    BLACK = 0
    RED = 1
    ROJO = 1
    GREEN = 2
    BLUE = 4
    PURPLE = RED | BLUE
    WHITE = RED | GREEN | BLUE
    BLANCO = RED | GREEN | BLUE


print(list(Color), Color(7), Color["ROJO"], Color.BLANCO is Color.WHITE, list(Color.__members__))
print(IntFlag("Many", [f"M{i}" for i in range(20)])(5), list(Enum("Some", " ".join(f"S{i}" for i in range(40))))[-1])


class Planet(Enum):
    MERCURY = (3.303e23, 2.4397e6)
    VENUS = (4.869e24, 6.0518e6)
    EARTH = (5.976e24, 6.37814e6)
    MARS = (6.421e23, 3.3972e6)
    JUPITER = (1.9e27, 7.1492e7)
    SATURN = (5.688e26, 6.0268e7)
    URANUS = (8.686e25, 2.5559e7)
    NEPTUNE = (1.024e26, 2.4746e7)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius

    @property
    def gravity(self):
        return 6.673e-11 * self.mass / (self.radius * self.radius)


print([f"{planet.name} {planet.gravity:.2f}" for planet in Planet])

Pair = namedtuple("Pair", "index text")


class Tuples(Pair, Enum):
    first = auto(), "one"
    second = auto(), "two"


class Values(Enum):
    first = Pair(auto(), "one")
    second = auto(), auto()
    third = auto()


print(list(Tuples), list(Values))


class Odd(Flag):
    A = 1
    E = None


print(Odd.A.value, Odd.E.value)
for combine in (lambda: Odd.A | Odd.E, lambda: Odd.E & Odd.A, lambda: ~Odd.E):
    try:
        combine()
    except TypeError as error:
        print(error)
try:

    class Wrong(Enum):
        def __new__(cls, value):
            return super().__new__(cls, value)

        failed = 1

except TypeError as error:
    print(error)


class Told:
    def __set_name__(self, owner, name):
        for number in range(30):
            setattr(owner, f"{name}{number}", number)
        delattr(owner, name)
        told.append(name)


told = []
Many = type("Many", (), {name: Told() for name in "abcdefghijkl"})
print(told, hasattr(Many, "a"), Many.l29)
