from collections import namedtuple

Point = namedtuple("Point", ["x", "y"])
p = Point(1, y=2)
print(p, p.x, p.y, p[0], p[-1], len(p), p == (1, 2), p + (3,), hash(p) == hash((1, 2)), isinstance(p, tuple))
x, y = p
print(x, y, p._asdict(), p._replace(y=5), Point._make([7, 8]), Point._fields, Point._field_defaults, Point.__match_args__, Point.__slots__)
print(Point.__doc__, Point.x.__doc__, Point.__name__, Point.__qualname__, Point.__module__, Point.__mro__, Point.__new__.__doc__)
D = namedtuple("D", "a, b c", defaults=[2, 3])
print(D(1), D(1, 5), D._field_defaults, D(c=9, a=0), D.__new__.__defaults__)
R = namedtuple("R", ["ok", "class", "ok", "_x", "2y"], rename=True)
print(R._fields, R(1, 2, 3, 4, 5))
M = namedtuple("M", "f", module="some.where")
print(M.__module__, M(1), namedtuple("Empty", "")(), namedtuple("T", ("a", "b"))(1, 2), namedtuple("G", (n for n in "ab"))._fields)
for bad in (lambda: namedtuple("1a", "x"), lambda: namedtuple("class", "x"), lambda: namedtuple("A", "_x"), lambda: namedtuple("A", "x x"), lambda: namedtuple("A", "a-b"),
            lambda: namedtuple("A", "def"), lambda: namedtuple("A", "x", defaults=[1, 2]), lambda: namedtuple("A", [1]), lambda: Point._make([1]), lambda: p._replace(z=1),
            lambda: setattr(p, "x", 1), lambda: delattr(p, "x"), lambda: p.z, lambda: setattr(p, "z", 1), lambda: namedtuple("A", "x", True), lambda: Point._make(1)):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
for bad in (lambda: Point(), lambda: Point(1), lambda: Point(1, 2, 3), lambda: Point(1, x=2), lambda: Point(1, 2, z=3)):
    try:
        print(bad())
    except TypeError as e:
        print(type(e).__name__)


class Sub(Point):
    __slots__ = ()

    @property
    def length(self):
        return (self.x**2 + self.y**2) ** 0.5

    def __repr__(self):
        return f"Sub<{super().__repr__()}>"


s = Sub(3, 4)
print(s, s.length, s._replace(x=0), type(s._replace(x=0)).__name__)


class Wide(namedtuple("Base", "a b")):
    pass


w = Wide(1, 2)
w.extra = 3
print(w, w.extra, w.__dict__, sorted([Point(2, 1), Point(1, 2)]), max(Point(2, 1), Point(1, 9)), Point(1, [2]))
print(repr(Point.x), type(Point.x).__name__, "%s %s" % p, "{0.x} {p[1]}".format(p, p=p), [*map(Point._make, zip("ab", "cd"))])
try:
    hash(Point(1, []))
except TypeError as e:
    print(e)
