# A change of a class is heard by every cache of the name, also after other names changed and after the caches were cleared once.
class Base:
    x = 1

    def method(self):
        return "old"

    @property
    def shown(self):
        return 1


class Derived(Base):
    pass


class Data:
    def __get__(self, instance, owner):
        return "data"

    def __set__(self, instance, value):
        log.append(value)


log = []


def read(o):
    return o.x, o.method(), o.shown, o.own


def write(o, value):
    o.own = value
    o.fresh = value


def run(o, times=60):
    for number in range(times):
        result = read(o)
        write(o, number)
    return result


o = Derived()
o.own = 5
print(run(o))
for number in range(50):
    setattr(Base, f"other{number}", number)
Base.x = 2
print(run(o))
Base.method = lambda self: "new"
print(run(o))
Derived.x = 3
Derived.shown = property(lambda self: 2)
print(run(o))
Base.x = 4
del Derived.x
print(run(o))
Base.own = Data()
print(run(o), len(log), log[-1])
del Base.own
print(run(o), o.own)
Base.fresh = Data()
print(run(o), len(log))
for number in range(5):
    Base.x = number
    Derived.method = [lambda self: "a", lambda self: "b"][number % 2]
    del Base.shown
    Base.shown = property(lambda self: number)
    print(run(o, 5))
del Derived.method
print(run(o))
Derived.__bases__ = (Base,)


class Maker(type):
    def __call__(cls):
        made = super().__call__()
        made.count = Maker.total = Maker.total + 1
        return made


Maker.total = 0


class Made(metaclass=Maker):
    count = 0


print([Made().count for _ in range(5)], Maker.total)
