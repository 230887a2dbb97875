# Classes are changed by what runs in between: callbacks of weak references, finalisers, functions that were handed on.
import gc
import weakref


class Thing:
    def ask(self):
        return 1


class Other:
    pass


class Last:
    def __del__(self):
        Thing.ask = lambda self: 1000


def asked(rounds):
    total = 0
    thing = Thing()
    for i in range(rounds):
        total += thing.ask()
        if i == 100:
            other = Other()
            reference = weakref.ref(other, lambda _: setattr(Thing, "ask", lambda self: 100))
            other = None
            gc.collect()
        if i == 200:
            Last()
            gc.collect()
        if i == 300:
            [3].sort(key=lambda _: setattr(Thing, "ask", lambda self: 0.5) or 1)
        if i == 400:
            thing.__class__ = type("Third", (Thing,), {"ask": lambda self: -1})
    return total


print(asked(600))
