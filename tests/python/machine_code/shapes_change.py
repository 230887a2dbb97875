"""What machine code knows of shapes and globals ends when classes, instances and modules change."""


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def sum(self):
        return self.x + self.y

    def move(self, by):
        self.x = self.x + by
        self.y = self.y + self.x
        return self.x * 100 + self.y


class Other:
    def __init__(self, x, y):
        self.y = y
        self.extra = None
        self.x = x


def look(point):
    a = point.x
    b = point.y
    point.x = b
    point.y = a
    return point.x, point.y, a + b


for turn in range(150):
    look(Point(turn, 1))
    Point(turn, 2).sum()
    Point(turn, 2).move(3)
print(look(Point(1, 2)), look(Other(3, 4)), look(Point("a", "b")))

# A property takes the place of an attribute that instances have.
point = Point(5, 6)
print(point.sum(), point.move(1))
Point.y = property(lambda self: 1000, lambda self, value: print("set", value))
print(point.sum(), look(point), point.move(1))
del Point.y
print(point.sum(), look(point))


class Slow:
    """Changes the class while its attributes are being looked up."""

    def __radd__(self, other):
        Point.x = property(lambda self: -7)
        return other


def disturb(point, value):
    first = point.x + value
    second = point.x
    return first, second


for turn in range(150):
    disturb(Point(1, 2), 3)
point = Point(1, 2)
print(disturb(point, 3), disturb(point, Slow()), disturb(point, 3))
del Point.x
print(disturb(point, 3))

# Attributes come, go, and move to a dict.
point = Point(1, 2)
for name in ("z", "w", "v"):
    setattr(point, name, 3)
print(look(point))
del point.z
print(look(point), point.sum())
del point.x
try:
    look(point)
except AttributeError as error:
    print(error)

SCALE = 2
SHIFT = 3


def scaled(value, action):
    first = value * SCALE + SHIFT
    action()
    second = value * SCALE + SHIFT
    third = SCALE
    return first, second, third + SHIFT


def nothing():
    pass


def change():
    global SCALE, added
    SCALE = SCALE + 1
    added = SCALE


def remove():
    global SHIFT
    del SHIFT


for turn in range(150):
    scaled(turn, nothing)
print(scaled(10, nothing), scaled(10, change), scaled(10, change), scaled(10, nothing))
try:
    scaled(10, remove)
except NameError as error:
    print(error)
SHIFT = 100
print(scaled(10, nothing))


class Scaled:
    def __mul__(self, other):
        globals()["SCALE"] = 50
        globals()["another"] = 1
        return other


print(scaled(Scaled(), nothing), scaled(1, nothing))


def choose(code):
    if code == SCALE:
        return "scale"
    elif code == SHIFT:
        return "shift"
    elif code == SCALE + SHIFT:
        return "both"
    elif code is None:
        return "none"
    return "other"


for turn in range(150):
    choose(turn)
print([choose(code) for code in (50, 100, 150, 7, None, 50.0, "50")])
SCALE = "1"
SHIFT = "00"
print(choose(100), choose("100"), choose("00"))
