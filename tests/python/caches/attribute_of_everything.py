# One attribute access that meets instances, classes, modules, slots, properties and failures.
import math
import types


class Plain:
    x = "class"


class Slotted:
    __slots__ = ("x",)


class Property:
    @property
    def x(self):
        return "property"


class Getattr:
    def __getattr__(self, name):
        return "getattr " + name


class Meta(type):
    x = "meta"


class WithMeta(metaclass=Meta):
    pass


class Descriptor:
    def __get__(self, instance, owner):
        return "descriptor", instance is None

    def __set__(self, instance, value):
        instance.__dict__["hidden"] = value


class Described:
    x = Descriptor()


def read(thing):
    try:
        return thing.x
    except AttributeError as error:
        return str(error)


def write(thing, value):
    try:
        thing.x = value
        return "ok"
    except AttributeError as error:
        return str(error)


slotted = Slotted()
module = types.ModuleType("mod")
module.x = "module"
instance = Plain()
own = Plain()
own.x = "own"
things = [instance, own, slotted, Property(), Getattr(), WithMeta, Plain, Described(), Described, module, math, 5, types.SimpleNamespace(x="namespace"), lambda: 0, None, "str"]
for turn in range(40):
    row = [read(thing) for thing in things]
    if turn in (0, 39):
        print(row)
for turn in range(30):
    row = [write(thing, turn) for thing in (own, slotted, Property(), Getattr(), things[7], module, 5, things[13])]
print(row, own.x, slotted.x, things[7].__dict__, module.x, things[13].x)
for turn in range(30):
    one = Plain()
    for name in ("a", "b", "c")[: turn % 4]:
        setattr(one, name, turn)
    if turn % 5 == 0:
        one.x = turn
    last = read(one)
print(last, read(things[0]))
