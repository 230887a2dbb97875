from collections import namedtuple

Point = namedtuple("Point", "x y")
p = Point(1, y=2)
print(p, p.x, p[1], *p, p == (1, 2), p._replace(x=5), p._asdict(), Point._fields, Point._make([3, 4]), len(p), hash(p) == hash((1, 2)))
Row = namedtuple("Row", ["name", "size", "kind"], defaults=["none"])
print(Row("a", 1), Row._field_defaults, sorted([Row("b", 2), Row("a", 9)]), Row("a", 1) < Row("a", 2))
x, y = p
print(x, y, isinstance(p, tuple), Point.__doc__, Point.x.__doc__, p.__getnewargs__(), Point(**{"x": 1, "y": 0}))
for bad in (lambda: Point(1), lambda: Point(1, 2, 3), lambda: Point(1, z=1), lambda: p.z, lambda: p._replace(q=1), lambda: namedtuple("N", "a a"), lambda: namedtuple("N", "class"), lambda: namedtuple("N", "_a"), lambda: setattr(p, "x", 1)):
    try:
        print(bad())
    except (TypeError, ValueError, AttributeError) as error:
        print(type(error).__name__, error)
print(namedtuple("N", "a a class _b", rename=True)._fields)


class Vector(Point):
    __slots__ = ()

    @property
    def length(self):
        return (self.x**2 + self.y**2) ** 0.5

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)


print(Vector(3, 4).length, Vector(1, 1) + p, Vector(1, 2)._replace(y=7))
match Vector(1, 2):
    case Vector(x=1, y=other):
        print("matched", other)
match p:
    case Point(a, b):
        print(a, b)
total = 0
for number in range(100):
    total += Point(number, -number).x + Point(1, 2)[1]
print(total)
