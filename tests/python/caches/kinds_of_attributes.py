# What a class has under a name that hot code calls on instances becomes a callable of every other kind.
import functools
import operator


class Thing:
    def ask(self, *rest):
        return "method", len(rest)


class Binds:
    def __get__(self, instance, owner):
        return lambda x: ("bound", x)


class Called:
    def __call__(self, *rest):
        return "called", rest


def changed(rounds):
    thing = Thing()
    kinds = [
        abs,
        staticmethod(abs),
        classmethod(lambda owner, x: (owner.__name__, x)),
        staticmethod(functools.partial(lambda *rest: ("partial", len(rest)), 5)),
        functools.partialmethod(lambda *rest: ("partial method", len(rest)), 5),
        operator.itemgetter(0),
        Thing,
        int,
        str.upper,
        (lambda *rest: len(rest)).__get__(7),
        property(lambda self: lambda x: ("property", x)),
        Binds(),
        Called(),
        functools.lru_cache(lambda *rest: ("cached", len(rest))),
        functools.cached_property(lambda self: lambda x: ("once", x)),
        len,
        None,
    ]
    seen = []
    for i in range(rounds):
        try:
            found = thing.ask(1)
        except Exception as error:
            found = type(error).__name__, str(error)
        if not seen or seen[-1] != found:
            seen.append(found)
        if i % 10 == 9 and i // 10 < len(kinds):
            Thing.ask = kinds[i // 10]
        if i == 200:
            thing.ask = lambda *rest: ("its own", rest)
        if i == 210:
            Thing.ask = property(lambda self: lambda x: ("stronger", x))
        if i == 220:
            del Thing.ask
        if i == 230:
            del thing.ask
    return seen


for line in changed(500):
    print(line)
