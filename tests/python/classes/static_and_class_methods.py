# staticmethod and classmethod, through class, subclass and instance.
class Base:
    count = 0
    label = "base"

    @staticmethod
    def add(a, b=1):
        return a + b

    @classmethod
    def make(cls, *args):
        cls.count += 1
        return cls(*args)

    @classmethod
    def name(cls):
        return cls.label + "/" + cls.__name__

    def __init__(self, value=0):
        self.value = value


class Derived(Base):
    label = "derived"

    @classmethod
    def name(cls):
        return "<" + super().name() + ">"


print(Base.add(1), Base().add(2, 3), Derived.add(4), Base.name(), Derived.name(), Derived().name())
objects = [Base.make(i) if i % 3 else Derived.make(i) for i in range(600)]
print(Base.count, Derived.count, type(objects[0]).__name__, type(objects[1]).__name__, sum([o.value for o in objects]))
f = Derived.make
print(f(5).value, f.__func__ is Base.make.__func__, f.__self__ is Derived)
