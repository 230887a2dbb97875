from collections import namedtuple
import functools


def make():
    Inner = namedtuple("Inner", "a b c", defaults=(None,))
    return Inner


I = make()
print(I(1, 2), I(1, 2) is not I(1, 2), I(1, 2) == I(1, 2, None), {I(1, 2): "k"}[(1, 2, None)], I.a.__get__(I(7, 8)), I(*range(3)).c, I(**{"a": 1, "b": 2}))
E1 = namedtuple("E1", [])
print(E1(), E1() == (), E1._fields, E1()._asdict(), E1._make([]))
L = namedtuple("L", [f"f{n}" for n in range(60)])
l = L(*range(60))
print(l.f59, l[59], sum(l), l._replace(f0=100).f0, len(L._fields))
print(functools.reduce(lambda a, b: I(a.a + b.a, 0), [I(1, 1), I(2, 2)]), sorted([I(2, 1), I(1, 5)], key=lambda i: i.b), I(1, 2)[1:], I(1, 2) + I(3, 4), I(1, 2) * 2)
a, (b, c, d) = 1, I(2, 3, 4)
print(a, b, c, d, 3 in I(1, 3), I(1, 3).index(3), I(1, 1).count(1), list(reversed(I(1, 2))), isinstance(I(1, 2), I), issubclass(I, tuple))


class Vec(namedtuple("Vec", "x y")):
    def __new__(cls, x, y=0):
        return super().__new__(cls, float(x), float(y))

    def __add__(self, other):
        return Vec(self.x + other.x, self.y + other.y)

    @classmethod
    def unit(cls):
        return cls(1)


print(Vec(1) + Vec(2, 3), Vec.unit(), Vec(1)._replace(y=9), Vec._make([1, 2]), Vec(3, 4)._asdict(), hash(Vec(1)) == hash((1.0, 0.0)))
for bad in (lambda: I(1, 2).x, lambda: I.a.__set__(I(1, 2), 5), lambda: I._make(range(9)), lambda: I(1, 2)._replace(q=1, r=2), lambda: I.a.__get__(5)):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
I.__doc__ = "changed"
I.a.__doc__ = "the a"
print(I.__doc__, I.a.__doc__, I.b.__doc__, repr(I(1, "x", [2])), f"{I(1, 2)}", "%s" % (I(1, 2),), str(I(1, 2)))
match I(1, 2, 3):
    case I(a, b, c=3):
        print("matched", a, b)
r = I(1, 2, [])
r.c.append(r)
print(r)
