# What generators tell of themselves.
def f():
    yield 1
    yield 2


g = f()
print(g.gi_running, g.gi_suspended, g.gi_yieldfrom, g.gi_code is f.__code__, g.gi_code.co_name)
next(g)
print(g.gi_running, g.gi_suspended)
list(g)
print(g.gi_running, g.gi_suspended)
g.__name__ = "other"
g.__qualname__ = "quite.other"
print(g.__name__, g.__qualname__, repr(g).startswith("<generator object quite.other at 0x"))
for name in ("__name__", "__qualname__"):
    try:
        setattr(g, name, 3)
    except TypeError as error:
        print(error)
for name in ("gi_running", "gi_code", "gi_yieldfrom"):
    try:
        setattr(g, name, None)
    except AttributeError as error:
        print(type(error).__name__)
try:
    g.unknown = 1
except AttributeError as error:
    print(error)
try:
    type(g)()
except TypeError as error:
    print(error)
try:
    class G(type(g)):
        pass
except TypeError as error:
    print(error)
try:
    len(g)
except TypeError as error:
    print(error)
try:
    g[0]
except TypeError as error:
    print(error)
print(bool(g), hash(g) == hash(g), g == g, g == f())
print(hasattr(g, "send"), hasattr(g, "throw"), hasattr(g, "close"), callable(g))
f.__name__ = "renamed"
print(f().__name__, f().__qualname__)
def h(): yield
print(h.__code__.co_flags & 0x20 != 0, (lambda: 1).__code__.co_flags & 0x20)


def running():
    yield me.gi_running
    yield me.gi_suspended


me = running()
print(list(me))
