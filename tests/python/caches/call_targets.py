"""Calls that remember whom they met: functions, built-in functions and methods that change under running code."""


def show(*parts):
    print(*parts)


# One site, many callables.
def once(function, argument):
    return function(argument)


def double(n):
    return n * 2


def more(n, by=10):
    return n + by


def spread(*args, **kwargs):
    return len(args), len(kwargs)


class Adder:
    def __init__(self, n):
        self.n = n

    def __call__(self, other):
        return self.n + other

    def add(self, other):
        return self.n * 100 + other

    @staticmethod
    def plain(other):
        return -other

    @classmethod
    def named(cls, other):
        return cls.__name__, other


class Plain:
    pass


for function in [double, double, abs, double, more, len, spread, Adder(5), Adder(6).add, Adder.plain, Adder(1).named, str, lambda n: n,
                 print, double, list.append]:
    for _ in range(4):
        try:
            result = once(function, "abc" if function is len else 7)
            show(result)
        except TypeError as error:
            show("TypeError", error)


# A function is replaced, then its code.
def target(n):
    return n + 1


def caller(count):
    total = 0
    for i in range(count):
        total += target(i)
    return total


show(caller(100))


def target(n):
    return n + 2


show(caller(100))


def other(n):
    a = b = c = d = n
    return a + b + c + d


def two(n, m):
    return n, m


first = target
target.__code__ = other.__code__
show(caller(100))
target.__code__ = two.__code__
try:
    caller(100)
except TypeError as error:
    show(error)
target.__code__ = double.__code__
show(caller(100))


# Closures made anew each time.
def outer(n):
    def inner(m):
        return n * m

    return inner(3) + inner(4)


show(sum(outer(i) for i in range(50)))


# len, isinstance: shadowed, given back, deleted.
def lengths(things):
    total = 0
    for thing in things:
        total += len(thing)
    return total


class Long(list):
    def __len__(self):
        return 1000


class LongStr(str):
    def __len__(self):
        return 500


things = [[1, 2], (1, 2, 3), "abcd", {1: 2}, {1, 2}, b"12345", range(6), Long(), LongStr("x"), "é" * 7]
show(lengths(things * 10))
len = lambda thing: 1
show(lengths(things * 10))
del len
show(lengths(things * 10))
try:
    lengths([[1]] * 20 + [5])
except TypeError as error:
    show(error)


def kinds(values, of):
    found = 0
    for value in values:
        if isinstance(value, of):
            found += 1
    return found


class Base:
    pass


class Derived(Base):
    pass


values = [Base(), Derived(), 1, "a", None, 2.5, True, [], Base(), Derived()] * 5
show(kinds(values, Base), kinds(values, Derived), kinds(values, int), kinds(values, (int, str)), kinds(values, object), kinds(values, list))
Derived.__bases__ = (Plain,)
show(kinds(values, Base), kinds(values, Plain))


class Meta(type):
    def __instancecheck__(cls, value):
        return value == 1


class Odd(metaclass=Meta):
    pass


show(kinds(values, Odd), kinds([Odd()] * 3, Odd))
try:
    kinds([1] * 10, 5)
except TypeError as error:
    show(error)


# append and pop: plain lists, subclasses, other classes, attributes of the same name.
class Loud(list):
    def append(self, item):
        super().append(("loud", item))

    def pop(self):
        return "popped"


class Quiet(list):
    pass


class Own:
    def append(self, item):
        self.item = item

    def pop(self):
        return self.item


class Borrowed:
    append = list.append
    pop = list.pop


def work(thing):
    thing.append(1)
    thing.append([2])
    return thing.pop()


for thing in [[], [0] * 3, Quiet([1]), Loud(), Own(), Borrowed(), [], [5]]:
    for _ in range(3):
        try:
            show(type(thing).__name__, work(thing), getattr(thing, "item", thing) if type(thing) is not Borrowed else "")
        except (TypeError, IndexError) as error:
            show(type(error).__name__, error)

keeper = Own()
keeper.append = [].append
try:
    work(keeper)
except AttributeError as error:
    show(error)


def drain(items):
    count = 0
    try:
        while True:
            items.pop()
            count += 1
    except IndexError as error:
        return count, str(error)


show(drain(list(range(1000))), drain([]), drain(Quiet(range(70))))


def grow(n):
    items = []
    for i in range(n):
        items.append(i)
        if i % 3 == 2:
            items.pop()
    return len(items), sum(items)


show(grow(1000))


# The receiver is missing: functions as attributes of instances and modules.
class Holder:
    def method(self, n):
        return "method", n


holder = Holder()


def use(n):
    return holder.method(n)


for _ in range(3):
    show(use(1))
holder.method = lambda n: ("own", n)
for _ in range(3):
    show(use(2))
holder.method = abs
show(use(-3))
del holder.method
show(use(4))
Holder.method = lambda self, n: ("new", n)
show(use(5))
Holder.method = staticmethod(lambda n: ("static", n))
show(use(6))
