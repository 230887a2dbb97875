"""Calls of what modules, instances and classes hold that is no method: hot, changed on the way, and one place that meets all of them."""
import math
import types

module = types.ModuleType("module")
module.function = lambda a, b=2: ("function", a, b)
module.one = lambda a: ("one", a)
module.native = abs
module.kind = tuple
module.value = 5
module.held = [].append


class Holder:
    static = staticmethod(lambda a: ("static", a))
    plain = lambda self, a: ("method", a)

    @classmethod
    def of_class(cls, a):
        return cls.__name__, a


class Lazy(types.ModuleType):
    def __getattr__(self, name):
        return lambda a: (name, a)

    @property
    def native(self):
        return lambda a: ("property", a)


holder = Holder()
holder.one = module.one
holder.native = len
lazy = Lazy("lazy")


def calls(i):
    return module.function(i), module.one(i), module.native(-i), module.kind((i,)), math.floor(i + 0.5), math.gcd(i, 12), holder.one(i), holder.native([i]), holder.static(i), Holder.static(i), Holder.plain(holder, i), Holder.of_class(i), holder.plain(i)


for i in range(300):
    found = calls(i)
print(found)


def any_one(thing, i):
    return thing.one(i)


class Method:
    def one(self, a):
        return "one of", a


for _ in range(100):
    found = any_one(module, 1), any_one(holder, 2), any_one(Method(), 3), any_one(lazy, 4)
print(found)


def value():
    return module.value, math.pi > 3, lazy.value(1), lazy.native(2)


for i in range(200):
    if i == 100:
        module.value = 6
    if i == 150:
        module.added = 1
        del module.value
        module.value = 7
    found = value()
print(found)


def changing():
    return module.native(-3), module.one(4)


seen = []
for i in range(200):
    if i == 60:
        module.native = str
    if i == 90:
        module.native = lambda a: ("python", a)
    if i == 120:
        del module.one
        module.one = int
    if i == 150:
        module.native = 5
    try:
        found = changing()
    except TypeError as error:
        found = str(error)
    if found not in seen:
        seen.append(found)
print(seen)
for wrong in (lambda: math.floor(), lambda: math.gcd(1.5), lambda: module.function(), lambda: module.missing(1), lambda: math.missing):
    for _ in range(60):
        try:
            wrong()
        except (TypeError, AttributeError) as error:
            found = type(error).__name__
    print(found)


def deep(n):
    return module.again(n - 1) + 1 if n else 0


module.again = deep
print(deep(300))
module.__class__ = Lazy
print(module.anything(1), module.one("12"))
