import gc
import weakref


class Thing:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"Thing({self.name!r})"

    def speak(self):
        return "I am " + self.name


def lost(name, callback=None):
    return weakref.ref(Thing(name), callback)


thing = Thing("one")
r = weakref.ref(thing)
print(r() is thing, r() == thing, weakref.ref(thing) is r, weakref.getweakrefcount(thing))
print(r == weakref.ref(thing), hash(r) == hash(thing), type(r), r.__callback__)
seen = []
s = weakref.ref(thing, seen.append)
print(s is r, s == r, weakref.getweakrefcount(thing), len(weakref.getweakrefs(thing)))
other = Thing("other")
print(weakref.ref(other) == r, weakref.ref(other) != r)
gone = lost("two", seen.append)
gc.collect()
print(gone(), len(seen), seen[0] is gone, gone.__callback__)
del thing
gc.collect()
print(r(), s(), len(seen), seen[1] is s)
print(r == r, r == s)
try:
    hash(gone)
except TypeError as error:
    print(error)
for bad in (1, "x", 1.5, None, (), [], {}, object(), b"x"):
    try:
        weakref.ref(bad)
        print("fine", type(bad))
    except TypeError as error:
        print(error)
for good in (Thing, print, lambda: 1, {1}, frozenset(), gc, Thing("x").speak):
    print(weakref.ref(good)() is good)
try:
    weakref.ref()
except TypeError as error:
    print(error)


class Slotted:
    __slots__ = ("a",)


class SlottedWeak:
    __slots__ = ("a", "__weakref__")


for cls in (Slotted, SlottedWeak):
    try:
        keep = cls()
        print(weakref.ref(keep)() is keep)
    except TypeError as error:
        print(error)


class Sub(weakref.ref):
    def __init__(self, object, callback=None, **more):
        super().__init__(object, callback)
        for key, value in more.items():
            setattr(self, key, value)
        self.count = 0

    def __call__(self):
        self.count += 1
        return super().__call__()


keep = Thing("kept")
sub = Sub(keep, spam=1) if False else Sub(keep)
print(sub() is keep, sub.count, isinstance(sub, weakref.ref), sub == weakref.ref(keep))

method = weakref.WeakMethod(keep.speak)
print(method()(), method == weakref.WeakMethod(keep.speak))
values = weakref.WeakValueDictionary()
values["kept"] = keep
values["lost"] = Thing("lost")
gc.collect()
print(sorted(values.keys()), len(values), "lost" in values, values.get("lost", "none"), values["kept"])
keys = weakref.WeakKeyDictionary()
keys[keep] = 1
keys[Thing("temporary")] = 2
gc.collect()
print(len(keys), keys[keep], keep in keys, [key.name for key in keys])
members = weakref.WeakSet([keep, other])
members.add(Thing("temporary"))
gc.collect()
print(len(members), sorted([member.name for member in members]), keep in members)
members.discard(other)
print(len(members), members.pop() is keep, len(members))
proxy = weakref.proxy(keep)
print(proxy.name, proxy.speak(), str(proxy), proxy == keep, type(proxy) is weakref.ProxyType)
proxy.name = "renamed"
print(keep.name)
ended = []
finalizer = weakref.finalize(keep, ended.append, "ended")
print(finalizer.alive, finalizer.peek()[2])
del keep, sub
gc.collect()
print(ended, finalizer.alive, finalizer(), len(values))
try:
    proxy.name
except ReferenceError as error:
    print(error)


class Fails:
    pass


def many():
    things = [Thing(str(number)) for number in range(1000)]
    references = [weakref.ref(thing) for thing in things]
    return references, things[::10]


references, kept = many()
gc.collect()
print(sum([reference() is not None for reference in references]), len(kept))
