from operator import attrgetter, itemgetter, methodcaller


class Point:
    def __init__(self, x, inner=None):
        self.x = x
        self.inner = inner

    def move(self, by, *, scale=1):
        return self.x + by * scale

    def __repr__(self):
        return f"Point({self.x})"


p = Point(1, Point(2, Point(3)))
print(itemgetter(1)("abc"), itemgetter(0, 2)("abc"), itemgetter("k")({"k": 5}), itemgetter(slice(1, 3))("abcd"), itemgetter(-1)([1, 2]))
print(attrgetter("x")(p), attrgetter("inner.inner.x")(p), attrgetter("x", "inner.x")(p), attrgetter("inner")(p))
print(methodcaller("move", 5)(p), methodcaller("move", 5, scale=10)(p), methodcaller("upper")("abc"), methodcaller("split", "b", 1)("abc"))
print(itemgetter(1), itemgetter(1, "a"), attrgetter("x"), attrgetter("x", "y.z"), methodcaller("m"), methodcaller("m", 1, a=2), methodcaller("m", a=[1]))
for bad in (lambda: itemgetter(), lambda: itemgetter(x=1), lambda: itemgetter(1)(), lambda: itemgetter(1)(1, 2), lambda: itemgetter(1)("a", x=1), lambda: itemgetter(5)([]),
            lambda: itemgetter("a")({}), lambda: attrgetter(), lambda: attrgetter(1), lambda: attrgetter("q")(p), lambda: attrgetter("inner.q")(p),
            lambda: attrgetter("x")(), lambda: methodcaller(), lambda: methodcaller(1), lambda: methodcaller("m")(), lambda: methodcaller("m")(p),
            lambda: methodcaller("move")(p), lambda: attrgetter("a..b")(p), lambda: itemgetter(1)(5)):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
rows = [("b", 2), ("a", 2), ("c", 1)]
print(sorted(rows, key=itemgetter(1)), sorted(rows, key=itemgetter(1, 0)), max(rows, key=itemgetter(0)))
print([*map(attrgetter("x"), [Point(3), Point(4)])], type(itemgetter(1)), itemgetter.__module__)


class Mapping(dict):
    def __missing__(self, key):
        return key * 2


print(itemgetter("zz", "q")(Mapping(q=1)))
try:
    class Sub(itemgetter):
        pass
except TypeError as e:
    print(e)
