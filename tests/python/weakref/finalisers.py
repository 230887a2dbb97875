import gc


class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone:", self.name)


def make(name):
    Loud(name)


make("first")
gc.collect()
loud = Loud("second")
gc.collect()
print("still there")
loud = None
gc.collect()
print("after")


class Phoenix:
    kept = []

    def __del__(self):
        print("rises")
        Phoenix.kept.append(self)


def burn():
    Phoenix()


burn()
gc.collect()
print(len(Phoenix.kept))
Phoenix.kept.clear()
gc.collect()
print(len(Phoenix.kept), "only once")


class Cycle:
    def __init__(self, name):
        self.me = self
        self.name = name

    def __del__(self):
        print("cycle", self.name)


def cycles():
    for number in range(3):
        Cycle(number)


cycles()
gc.collect()


class Late:
    pass


Late.__del__ = lambda self: print("late finaliser")


def late():
    Late()


late()
gc.collect()


class Derived(Loud):
    pass


def derived():
    Derived("derived")


derived()
gc.collect()


class ListWith(list):
    def __del__(self):
        print("list with", len(self))


def lists():
    ListWith([1, 2, 3])


lists()
gc.collect()
print(gc.isenabled(), gc.disable(), gc.isenabled(), gc.enable(), gc.isenabled())
print(type(gc.collect()), gc.garbage, gc.callbacks)
at_the_end = Loud("at the end")
print("last line")
