# Classes that nobody refers to any more are collected, whatever caches and lists of subclasses knew of them.
import gc
import weakref


def clean():
    def deep(n):
        return n and deep(n - 1)

    deep(20)
    gc.collect()
    gc.collect()


def living(references):
    return sum(reference() is not None for reference in references)


def use(references):
    class Plain:
        shared = 1

        def __init__(self):
            self.own = 1

        def method(self):
            return self.own + self.shared

        @property
        def getter(self):
            return self.own

        @classmethod
        def of_class(cls):
            return cls.shared

    for _ in range(30):
        plain = Plain()
        plain.method()
        plain.getter
        plain.later = 2
        plain.shared
        plain.of_class()
        Plain.shared

    class Derived(Plain):
        __slots__ = ("slot",)

        def method(self):
            return super().method() + 1

    derived = Derived()
    derived.slot = 1
    derived.method()
    isinstance(derived, Plain)
    references.append(weakref.ref(Plain))
    references.append(weakref.ref(Derived))


references = []
for _ in range(8):
    use(references)
clean()
print(living(references), "of", len(references))


class Base:
    pass


def derive(references, base):
    class Derived(base):
        pass

    Derived().x = 1
    references.append(weakref.ref(Derived))


references = []
for _ in range(8):
    derive(references, Base)
clean()
print(living(references), Base.__subclasses__())


class Kept(Base):
    pass


derive(references, Kept)
clean()
print(Base.__subclasses__(), Kept.__subclasses__())
Base.shared = 5
print(Kept.shared, Kept().shared)
Base.shared = 6
print(Kept.shared, Kept().shared)


# New classes get the places of dead ones; nobody takes the one for the other.
def method_of(number):
    class Made:
        value = number

        def method(self):
            return self.value, number

    return Made()


total = 0
for number in range(3000):
    made = method_of(number)
    made.own = number
    if made.method() != (number, number) or made.own != number or made.value != number:
        print("wrong", number)
    total += made.value
print(total)
