"""Instances made by classes that change under running code."""


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y


def make(n):
    total = 0
    for i in range(n):
        point = Point(i, 1)
        total += point.x + point.y
    return total


print(make(100))


def other_init(self, x, y):
    self.x = x * 2
    self.y = y * 2


Point.__init__ = other_init
print(make(100))
Point.__init__ = lambda self, x, y, z=5: setattr(self, "x", z) or setattr(self, "y", x)
print(make(100))
try:
    Point.__init__ = lambda self, x, y: 7
    make(3)
except TypeError as error:
    print(error)
Point.__init__ = other_init
print(make(10))
Point.__new__ = lambda cls, *args: object.__new__(Derived if args[0] % 2 else cls)


class Derived(Point):
    def __init__(self, x, y):
        self.x, self.y = -x, 0


print(make(10))
print(type(Point(1, 2)).__name__, type(Point(2, 2)).__name__)


class Empty:
    pass


def empties(n):
    return len({id(Empty()) for _ in range(n)}) > 0, [type(Empty()).__name__ for _ in range(2)]


print(empties(60))
try:
    for _ in range(60):
        Empty(1)
except TypeError as error:
    print(error)
Empty.__init__ = lambda self: setattr(self, "a", 1)
print([Empty().a for _ in range(3)])
del Empty.__init__
print([hasattr(Empty(), "a") for _ in range(3)])


class Growing:
    def __init__(self, n):
        for i in range(n):
            setattr(self, "a%d" % i, i)


print(sum(len(vars(Growing(i % 13))) for i in range(200)))


class Meta(type):
    def __call__(cls, *args):
        return "called", args


class Odd(metaclass=Meta):
    def __init__(self, a):
        self.a = a


class Even:
    def __init__(self, a):
        self.a = a


def call(of, count):
    result = None
    for i in range(count):
        result = of(i)
    return result


print(call(Odd, 20), call(Even, 20).a, call(Odd, 20), call(len, 0), call(str, 5), call(lambda n: n * n, 5), call(Even, 3).a)


class Failing:
    def __init__(self, n):
        if n == 40:
            raise ValueError("no %d" % n)
        self.n = n


try:
    call(Failing, 100)
except ValueError as error:
    print(error, error.__traceback__.tb_next.tb_next.tb_lineno)


class Slotted:
    __slots__ = ("a", "b")

    def __init__(self, a):
        self.a = a


print(call(Slotted, 60).a, hasattr(call(Slotted, 3), "b"))


class Deep:
    def __init__(self, n):
        self.inner = Deep(n - 1) if n else None


def depth(deep):
    count = 0
    while deep:
        deep, count = deep.inner, count + 1
    return count


print(depth(Deep(200)))


class Endless:
    def __init__(self):
        self.inner = Endless()


for _ in range(2):
    try:
        Endless()
    except RecursionError as error:
        print(type(error).__name__)


class Abstract:
    def __init__(self, n):
        self.n = n


print(call(Abstract, 60).n)
Abstract.__abstractmethods__ = frozenset({"f"})
try:
    call(Abstract, 5)
except TypeError as error:
    print(error)
Abstract.__abstractmethods__ = frozenset()
print(call(Abstract, 5).n)


class Base:
    def __init__(self, n):
        self.n = "base", n


class Other:
    def __init__(self, n):
        self.n = "other", n


class Child(Base):
    pass


print(call(Child, 60).n)
Child.__bases__ = (Other,)
print(call(Child, 60).n)
Other.__init__ = lambda self, n: setattr(self, "n", "changed")
print(call(Child, 60).n)
