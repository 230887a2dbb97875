# A StopIteration that leaves a generator becomes a RuntimeError.
def f():
    yield 1
    raise StopIteration("oops")


g = f()
next(g)
try:
    next(g)
except RuntimeError as error:
    print(error, repr(error.__cause__), repr(error.__context__), error.__suppress_context__)
print(list(g))


def h():
    yield next(iter([]))


try:
    list(h())
except RuntimeError as error:
    print(error, repr(error.__cause__))
try:
    for x in (next(iter([])) for i in range(3)):
        print(x)
except RuntimeError as error:
    print(error)


def caught():
    try:
        yield next(iter([]))
    except StopIteration:
        yield "fine"


print(list(caught()))


class Sub(StopIteration):
    pass


def sub():
    raise Sub
    yield


try:
    next(sub())
except RuntimeError as error:
    print(error, repr(error.__cause__))


def thrown():
    yield


g = thrown()
next(g)
try:
    g.throw(StopIteration())
except RuntimeError as error:
    print(error)
g = thrown()
try:
    g.throw(StopIteration(1))
except StopIteration as error:
    print(repr(error))


def values():
    return (1, 2)
    yield


try:
    next(values())
except StopIteration as stop:
    print(stop.value, stop.args)


def exception_value():
    return ValueError("as a value")
    yield


def delegating():
    print(repr((yield from exception_value())))
    return 3


try:
    next(delegating())
except StopIteration as stop:
    print(stop.value)
print(next(values(), "default"))
s = StopIteration(1, 2)
print(s.value, StopIteration().value)
