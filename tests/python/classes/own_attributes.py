"""`__dict__` and `__weakref__` in the namespaces of classes whose instances have what those of their bases lack."""

import weakref


class Plain:
    def method(self):
        pass


class Derived(Plain):
    pass


class Slots:
    __slots__ = ("a",)


class SlotsAndWeak(Slots):
    __slots__ = ("__weakref__",)


class SlotsThenFree(Slots):
    "Documented."


class Number(int):
    pass


class Error(Exception):
    pass


class Meta(type):
    pass


for cls in Plain, Derived, Slots, SlotsAndWeak, SlotsThenFree, Number, Error, Meta:
    print(cls.__name__, [name for name in vars(cls) if name not in ("__firstlineno__", "__static_attributes__")])
print(Plain.__dict__["__dict__"], Plain.__dict__["__weakref__"], Plain.__dict__["__dict__"].__objclass__)
thing = Plain()
thing.x = 1
getter = Plain.__dict__["__dict__"]
print(getter.__get__(thing), thing.__weakref__)
getter.__set__(thing, {"y": 2})
print(thing.y, vars(thing))
reference = weakref.ref(thing)
print(thing.__weakref__ is reference, Derived().__weakref__)
for action in lambda: getter.__get__(Slots()), lambda: Slots().__weakref__, lambda: Plain.__dict__["__weakref__"].__set__(thing, 1):
    try:
        action()
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)


class DocSlot:
    __slots__ = ("__doc__",)


print(vars(DocSlot)["__doc__"].__name__)
for number in range(500):
    thing = Derived()
    thing.number = number
    assert thing.__dict__ == {"number": number}
