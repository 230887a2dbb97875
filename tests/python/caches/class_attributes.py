"""Attributes of classes read in hot code, while the class, its bases and its metaclass change."""


class Base:
    size = 1
    label = "base"

    def double(self):
        return self.size * 2

    @staticmethod
    def fixed(x):
        return x + 1

    @classmethod
    def name(cls):
        return cls.__name__


class Derived(Base):
    count = 0


def sizes(cls, times=60):
    return sum([cls.size for _ in range(times)])


print(sizes(Base), sizes(Derived))
Base.size = 2
print(sizes(Base), sizes(Derived))
Derived.size = 5
print(sizes(Base), sizes(Derived))
del Derived.size
print(sizes(Base), sizes(Derived))
Base.size = property(lambda self: 7)
print(type(Base.size).__name__, Base().size)
Base.size = 3
print(sizes(Base), sizes(Derived))


def count(times):
    for _ in range(times):
        Derived.count += 1
    return Derived.count


print(count(60), count(60))


def calls(cls, times=60):
    total = 0
    for i in range(times):
        total += cls.fixed(i) + len(cls.name()) + cls.double(cls())
    return total


print(calls(Derived), calls(Base))
Base.fixed = staticmethod(lambda x: -x)
print(calls(Derived), calls(Base))
Base.name = classmethod(lambda cls: cls.label)
print(calls(Derived), calls(Base))
Derived.name = lambda: "a plain function"
print(calls(Derived), calls(Base))
Derived.double = len
Derived.__len__ = lambda self: 11
print(calls(Derived), calls(Base))


class Inner:
    def __init__(self, value=4):
        self.value = value


Base.Inner = Inner


def inner(cls, times=60):
    return sum([cls.Inner(i).value for i in range(times)])


print(inner(Base), inner(Derived))
Derived.Inner = lambda value: Inner(1)
print(inner(Base), inner(Derived))
Derived.Inner = 5
try:
    print(inner(Derived))
except TypeError as error:
    print(error)


class Meta(type):
    pass


class Odd(metaclass=Meta):
    value = 1


def values(thing, times=60):
    total = 0
    for _ in range(times):
        total += thing.value
    return total


print(values(Odd))
Meta.value = property(lambda cls: 2)
print(values(Odd))
del Meta.value
print(values(Odd))
Meta.__getattribute__ = lambda cls, name: 3
print(values(Odd))
del Meta.__getattribute__
print(values(Odd))


class Other(type):
    value = property(lambda cls: 8)


class Changed(metaclass=Meta):
    value = 1


print(values(Changed))
Changed.__class__ = Other
print(values(Changed))


class Thing:
    value = 10


class Describing:
    pass


thing = Thing()
print([values(each) for each in (Thing, thing, Odd, thing, Thing)])
Thing.value = Describing()


def kinds(cls, times=60):
    return {type(cls.value).__name__ for _ in range(times)}


print(kinds(Thing))
Describing.__get__ = lambda self, instance, owner: (instance, owner.__name__)
print(kinds(Thing), Thing.value)
for wrong in (-1, -2, 0, 1.5, None, -5.0):
    try:
        values(wrong)
    except AttributeError as error:
        print(error)


class Two:
    first = 1
    second = 2


def both(two, times=60):
    return sum([two.first + two.second for _ in range(times)])


two = Two()
print(both(two), both(Two))
Two.first = 10
Two.second = 20
print(both(two), both(Two))
Two.second = 30
print(both(two), both(Two))
