# Delegation: values, sends, exceptions and results pass through.
def inner():
    try:
        got = yield 1
        print("inner got", got)
        got = yield 2
        print("inner got", got)
    except ValueError as error:
        print("inner caught", error)
        yield "recovered"
    return "result"


def outer():
    result = yield from inner()
    print("outer has", result)
    try:
        yield from inner()
    except KeyError as error:
        print("outer caught", error)
    return "all"


o = outer()
print(next(o), o.send("a"), o.send("b"), o.throw(ValueError("v")))
try:
    while True:
        print(next(o))
except StopIteration as stop:
    print(stop.value)
o = outer()
next(o)
try:
    o.throw(KeyError("k"))
except KeyError as error:
    print("out", error)
o = outer()
next(o), o.send(1), o.send(2)
try:
    o.throw(KeyError("second"))
except StopIteration as stop:
    print("stop", stop.value)


class Own:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n > 3:
            raise StopIteration("own result")
        return self.n

    def send(self, value):
        print("send", value)
        return next(self)

    def throw(self, *args):
        print("throw", args)
        return "thrown"

    def close(self):
        print("close")


def delegate():
    result = yield from Own()
    yield result


d = delegate()
print(next(d), d.send("x"), d.throw(ValueError("y")), next(d), next(d))
d = delegate()
next(d)
d.close()


class NoThrow:
    def __iter__(self):
        return iter([1, 2, 3])


def plain():
    try:
        yield from NoThrow()
    except ValueError as error:
        yield str(error)


p = plain()
print(next(p), p.throw(ValueError("straight")), list(p))
p = plain()
next(p)
try:
    p.send(1)
except AttributeError as error:
    print(error)


def chain(n):
    if n:
        result = yield from chain(n - 1)
        return result + 1
    yield "bottom"
    return 0


def top():
    print((yield from chain(200)))


print(list(top()))


def delegates_to(x):
    yield from x


for x in (5, None, len):
    try:
        next(delegates_to(x))
    except TypeError as error:
        print(error)
g = delegates_to([1, "b"])
print(g.gi_yieldfrom, next(g), type(g.gi_yieldfrom).__name__, list(g), g.gi_yieldfrom)


def raising():
    yield 1
    raise LookupError("from inside")


g = delegates_to(raising())
next(g)
try:
    next(g)
except LookupError as error:
    print(error)


def shared():
    yield from it
    yield "end"


it = iter(range(5))
g, h = shared(), shared()
print(next(g), next(h), next(g), next(h), next(g), next(g), next(h))


def in_handler():
    try:
        raise ValueError("first")
    except ValueError:
        result = yield from inner()
        print("in handler", result)
        raise


g = in_handler()
print(next(g), next(g))
try:
    print(g.throw(ValueError("into")))
    print(next(g))
except ValueError as error:
    print("raised", error, error.__context__)
