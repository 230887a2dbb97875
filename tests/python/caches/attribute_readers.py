"""`__getattribute__`, `__getattr__` and `__setattr__` that classes get while their instances' attributes are in use."""


class Plain:
    shared = 1

    def __init__(self):
        self.own = 2

    @property
    def made(self):
        return self.missing


def read(thing, times=60):
    total = 0
    for _ in range(times):
        total += thing.own + thing.shared
    return total


def write(thing, times=60):
    for i in range(times):
        thing.own = i
    return thing.own


thing = Plain()
print(read(thing), write(thing))
Plain.__setattr__ = lambda self, name, value: object.__setattr__(self, name, value * 2)
print(read(thing), write(thing))
Plain.__getattribute__ = lambda self, name: 100
print(read(thing), write(thing))
del Plain.__getattribute__, Plain.__setattr__
print(read(thing), write(thing))


def made(thing, times=60):
    found = set()
    for _ in range(times):
        try:
            found.add(thing.made)
        except AttributeError as error:
            found.add(str(error))
    return sorted(found)


print(made(thing))
Plain.__getattr__ = lambda self, name: "instead of " + name
print(made(thing))
