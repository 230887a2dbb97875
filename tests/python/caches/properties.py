"""Loads of properties whose getters change under running code."""


class Box:
    def __init__(self, n):
        self.n = n

    @property
    def double(self):
        return self.n * 2

    @property
    def deep(self):
        return 0 if self.n == 0 else 1 + Box(self.n - 1).deep

    @property
    def failing(self):
        raise ValueError("no value of %d" % self.n)

    @property
    def missing(self):
        return self.nothing


def total(boxes):
    result = 0
    for box in boxes:
        result += box.double
    return result


boxes = [Box(i) for i in range(100)]
print(total(boxes))
Box.double = property(lambda self: self.n * 3)
print(total(boxes))
Box.double = 7
print(total(boxes))
getter = property(lambda self: self.n)
Box.double = getter
print(total(boxes))
getter.__init__(lambda self: -self.n)
print(total(boxes))
getter.__init__(abs)
try:
    total(boxes)
except TypeError as error:
    print(error)


def with_default(self, more=5):
    return self.n + more


getter.__init__(with_default)
print(total(boxes))
with_default.__defaults__ = (6,)
print(total(boxes))


def first(self):
    return 1


def second(self):
    a = b = c = self.n
    return a + b + c


Box.double = property(first)
print(total(boxes))
first.__code__ = second.__code__
print(total(boxes))
first.__code__ = with_default.__code__
try:
    total(boxes)
except TypeError as error:
    print(error)


class Derived(Box):
    @property
    def double(self):
        return 1000


Box.double = property(lambda self: 1)
print(total(boxes + [Derived(1)] * 10 + boxes))
del Derived.double
print(total(boxes + [Derived(1)] * 10 + boxes))

print(Box(200).deep)


def caught(box):
    found = []
    for _ in range(60):
        try:
            box.failing
        except ValueError as error:
            found.append(error.__traceback__.tb_next.tb_lineno)
    return set(found)


print(caught(Box(3)))
for _ in range(3):
    try:
        Box(1).missing
    except AttributeError as error:
        print(error)


class Fallback(Box):
    def __getattr__(self, name):
        return "fallback", name


for _ in range(3):
    print(Fallback(1).missing, Fallback(2).other)


def recursive():
    class Loop:
        @property
        def again(self):
            return self.again

    try:
        Loop().again
    except RecursionError as error:
        return type(error).__name__


print(recursive(), recursive())


def suspended(boxes):
    for box in boxes:
        yield box.double, box.n


print(sum(a + b for a, b in suspended(boxes)))
