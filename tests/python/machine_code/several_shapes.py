"""Attributes and methods at places that meet objects of several shapes, before and after their classes change."""


class Base:
    def __init__(self, value):
        self.value = value

    def get(self):
        return self.value


class One(Base):
    def get(self):
        return self.value + 1


class Two(Base):
    def __init__(self, value):
        self.first = 0
        super().__init__(value)


class Three:
    value = 1000

    def get(self):
        return 3


def run(objects):
    total = 0
    for item in objects:
        total += item.get()
        total += item.value
        item.value = item.value + 1
    return total


objects = [One(1), Two(2), Base(3), Three()]
for _ in range(70):
    run(objects)
print(run(objects), [item.value for item in objects])
One.get = lambda self: 50000
print(run(objects))
Two.value = property(lambda self: 7, lambda self, value: None)
print(run(objects))
del One.get
print(run(objects))
Base.__getattr__ = lambda self, name: 1
del objects[2].value
print(run(objects[:1]), objects[2].value)
objects.append(5)
try:
    run(objects)
except AttributeError as error:
    print(error)
