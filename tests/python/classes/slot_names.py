# What __slots__ may name.
def attempt(base, slots):
    try:
        made = type("Made", (base,), {"__slots__": slots})
        print(base.__name__, slots, "ok", [name for name in made.__dict__ if name in slots and not name.startswith("_")])
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


for slots in (("foo bar",), ("1",), ("a\0b",), ("__dict__", "__dict__"), ("__weakref__", "__weakref__"), ("a", "a"), (1,), "ab", ["é"]):
    attempt(object, slots)
for base in (int, tuple, bytes, str, list, dict, type, float, set, Exception):
    attempt(base, ("a",))
    attempt(base, ())


class Free:
    pass


class Tight:
    __slots__ = ("__weakref__",)


attempt(Free, ("__dict__",))
attempt(Tight, ("__dict__", "b"))
attempt(Tight, ("__weakref__",))
