"""Operators of one's own in hot code: reflected, in place, refused, changed meanwhile, with exceptions and deep recursion."""
import traceback


class Money:
    def __init__(self, cents):
        self.cents = cents

    def __add__(self, other):
        if isinstance(other, Money):
            return Money(self.cents + other.cents)
        if isinstance(other, int):
            return Money(self.cents + other)
        return NotImplemented

    def __radd__(self, other):
        return Money(other + self.cents)

    def __mul__(self, factor):
        return Money(self.cents * factor)

    def __rmul__(self, factor):
        return Money(factor * self.cents)

    def __sub__(self, other):
        return NotImplemented

    def __truediv__(self, other):
        return self.cents / other.cents

    def __repr__(self):
        return f"Money({self.cents})"


class Tax:
    def __radd__(self, other):
        return ("taxed", other)

    def __rsub__(self, other):
        return ("less", other)


class Gold(Money):
    def __radd__(self, other):
        return "gold first"


def added(a, b, times=60):
    for _ in range(times):
        result = a + b
    return result


def more(a, times=60):
    for _ in range(times):
        result = a + 5
    return result


def scaled(a, times=60):
    for _ in range(times):
        result = a * 3, 3 * a, a * 2.5, 0.5 * a
    return result


def reduced(a, b, times=60):
    for _ in range(times):
        result = a - b
    return result


def grown(a, b, times=60):
    for _ in range(times):
        a += b
    return a


one, two = Money(1), Money(2)
print(added(one, two), added(one, Tax()), added(one, Gold(3)), added(Gold(3), one), added(7, one), added(1, 2), added("a", "b"), added(one, two))
print(more(one), more(4), more(Gold(1)), scaled(one), scaled(2))
print(reduced(one, Tax()), grown(one, two), grown(1, 2), grown(one, 3))
for wrong in (None, "x", 1.5, {}, two):
    for function in (added, reduced, grown):
        try:
            print(function(one, wrong))
        except TypeError as error:
            print(error)
    try:
        print(function(wrong, one, 3))
    except TypeError as error:
        print(error)


class Counted(Money):
    def __iadd__(self, other):
        self.cents += other.cents
        return self


counted = Counted(0)
print(grown(counted, two) is counted, counted)
Counted.__iadd__ = lambda self, other: "changed"
print(grown(counted, two, 1), grown(counted, "", 1))
del Counted.__iadd__
print(grown(counted, two))

Money.__add__ = lambda self, other: ("new", self, other)
print(added(one, two), more(one))
Money.__add__ = lambda self, other, third=5: ("with a default", third)
print(added(one, two), more(one))
del Money.__add__
try:
    print(added(one, two))
except TypeError as error:
    print(error)


def divided(a, b, times=60):
    for i in range(times):
        if i == times - 1:
            b = Money(0)
        result = a / b
    return result


try:
    divided(one, two)
except ZeroDivisionError as error:
    print([(frame.name, frame.lineno, frame.colno) for frame in traceback.extract_tb(error.__traceback__)])


class Deep:
    def __init__(self, depth):
        self.depth = depth

    def __pow__(self, other):
        if self.depth == 0:
            return 1
        return (Deep(self.depth - 1) ** other) + other

    def __or__(self, other):
        yield self.depth
        if self.depth:
            yield from Deep(self.depth - 1) | other


print(Deep(150) ** 2, sum(sum(Deep(3) | 1) for _ in range(60)))
try:
    print(Deep(10**6) ** 2)
except RecursionError:
    print("too deep")
