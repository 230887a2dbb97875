# Slots that `__slots__` declares belong to their descriptors, whatever attribute's name these are found by.


def report(action):
    try:
        return action()
    except (AttributeError, TypeError, ValueError) as error:
        return type(error).__name__ + ": " + str(error)


class P:
    __slots__ = ("v",)


P.value = P.v


class Q:
    __slots__ = ("a",)


Q.c = Q.a
for _ in range(50):
    p = P()
    p.value = 3
    q = Q()
    q.a = 1
    q.c = 7
    q.c += 1
print(p.v, p.value, q.a, q.c)
del q.c
print(report(lambda: q.a), report(lambda: q.c))


# An entry in `__dict__` is another thing.
class S:
    __slots__ = ("x",)


class T(S):
    pass


def both(t):
    return t.x, vars(t).get("x")


t = T()
t.x = 1
t.y = 5
vars(t)["x"] = 2
for _ in range(50):
    found = both(t)
t.x = 3
print(found, both(t), getattr(t, "x"), vars(t), sorted(vars(t)))
del t.x
print(report(lambda: t.x), vars(t))


# A descriptor of another class is not asked.
class A:
    __slots__ = ("x",)


class B:
    __slots__ = ("x",)


def read(b):
    return b.x


def write(b, value):
    b.x = value


b = B()
for number in range(50):
    write(b, number)
    last = read(b)
own = B.x
B.x = A.x
print(last, report(lambda: read(b)), report(lambda: write(b, 1)))
B.x = own
print(read(b))


# A class variable hides the slot of a base.
class C(A):
    x = 5


c = C()
print(report(lambda: read(c)), report(lambda: A.x.__get__(c)))
A.x.__set__(c, 8)
print(read(c), A.x.__get__(c))
del C.x
print(read(c))


# The same name twice: two slots.
class D(A):
    __slots__ = ("x", "w", "x")


d = D()
d.x = 1
print(report(lambda: A.x.__get__(d)), d.x)
A.x.__set__(d, 2)
print(d.x, A.x.__get__(d), super(D, d).x)


# Classes that declare the same slots can stand for one another, in whatever order they name them.
class E:
    __slots__ = ("first", "second", "__third")

    def third(self):
        return self.__third


class F:
    __slots__ = ("second", "first", "_E__third")

    def third(self):
        return self._E__third


class G:
    __slots__ = ("second", "other", "_E__third")


def values(e):
    return e.first, e.second, e.third()


e = E()
e.second, e.first, e._E__third = 2, 1, 3
for _ in range(50):
    first = values(e)
e.__class__ = F
print(first, values(e), type(e).__name__)
print(report(lambda: setattr(e, "__class__", G)))


class H(E):
    pass


class I(F):
    pass


h = H()
h.first, h.more = 1, 2
print(report(lambda: setattr(h, "__class__", I)))
print(h.first, h.more, vars(h))


class J(E):
    __slots__ = ()


j = J()
j.first = "one"
print(report(lambda: setattr(J, "__bases__", (F,))))
print(j.first, J.__mro__[1].__name__, report(lambda: j.second))

# More than an object keeps in slots.
names = ["n%d" % number for number in range(80)]
Many = type("Many", (), {"__slots__": names + ["__dict__"]})
many = Many()
for number, name in enumerate(names):
    setattr(many, name, number)
    setattr(many, "own%d" % number, -number)
print(sum(getattr(many, name) for name in names), len(vars(many)), many.n7, many.own7, [n for n in dir(many) if "slot" in n])

print(type(A.x), repr(A.x), type(A.x).__name__)
try:
    type(A.x)()
except TypeError as error:
    print(error)
