import contextlib
from contextlib import *


@contextmanager
def tag(name):
    """Docs."""
    print("<", name)
    try:
        yield name.upper()
    except KeyError as e:
        print("swallowed", e)
    finally:
        print(">", name)


with tag("a") as t:
    print(t)
with tag("b"):
    raise KeyError(1)
try:
    with tag("c"):
        raise ValueError("out")
except ValueError as e:
    print("caught", e)


@tag("deco")
def f(x):
    "f docs"
    return x * 2


print(f(3), f(4), f.__name__, f.__doc__, f.__wrapped__(5), tag.__name__, tag.__doc__)


@contextmanager
def never():
    if 0:
        yield


@contextmanager
def twice():
    yield 1
    yield 2


@contextmanager
def again():
    try:
        yield
    except ValueError:
        yield


for bad in (never, twice):
    try:
        with bad():
            pass
    except RuntimeError as e:
        print(e)
try:
    with again():
        raise ValueError
except RuntimeError as e:
    print(e)
try:
    with tag("stop"):
        raise StopIteration("s")
except StopIteration as e:
    print(repr(e))


@contextmanager
def translate():
    try:
        yield
    except ValueError as e:
        raise TypeError("translated") from e


try:
    with translate():
        raise ValueError("v")
except TypeError as e:
    print(e, repr(e.__cause__), repr(e.__context__))


class Door:
    def close(self):
        print("closed")


with closing(Door()) as d:
    print(type(d).__name__)
with suppress(KeyError, IndexError):
    [][1]
print("after")
try:
    with suppress(KeyError):
        1 / 0
except ZeroDivisionError as e:
    print(e)
with suppress():
    pass
with nullcontext(5) as five:
    print(five)
print(isinstance(nullcontext(), AbstractContextManager), issubclass(Door, AbstractContextManager), isinstance(open, AbstractContextManager))


class Manager(AbstractContextManager):
    def __exit__(self, *args):
        print("exit", args[0])


with Manager() as m:
    print(type(m).__name__)
try:
    AbstractContextManager()
except TypeError as e:
    print(e)


class Writer:
    def __init__(self):
        self.got = []

    def write(self, text):
        self.got.append(text)


w = Writer()
with redirect_stdout(w):
    print("hidden", 1)
print(w.got)


class Timer(ContextDecorator):
    def __enter__(self):
        print("start")
        return self

    def __exit__(self, *exc):
        print("end", exc[0])
        return exc[0] is ValueError


@Timer()
def work(fail):
    if fail:
        raise ValueError
    return "done"


print(work(False), work(True))
