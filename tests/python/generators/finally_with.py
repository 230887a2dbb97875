# Yields in try, finally and with.
class Manager:
    def __init__(self, name, swallow=False):
        self.name = name
        self.swallow = swallow

    def __enter__(self):
        print("enter", self.name)
        return self.name

    def __exit__(self, kind, value, traceback):
        print("exit", self.name, kind.__name__ if kind else None)
        return self.swallow


def nested():
    with Manager("a") as a, Manager("b", True) as b:
        got = yield a + b
        print("got", got)
        yield "second"
    yield "third"


g = nested()
print(next(g), g.send(1), g.throw(ValueError("x")), list(g))
g = nested()
next(g)
try:
    g.close()
except RuntimeError as error:
    print(error)


def fin(log):
    try:
        yield 1
        yield 2
        return "ret"
    finally:
        log.append("in")
        yield "finally"
        log.append("out")


log = []
print(list(fin(log)), log)
log = []
g = fin(log)
next(g)
print(g.throw(ValueError("t")), log)
try:
    next(g)
except ValueError as error:
    print(error, log)


def both():
    for i in range(4):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            yield i
        finally:
            yield "f%d" % i
    else:
        yield "never"
    yield "end"


print(list(both()))


def override():
    try:
        yield 1
    finally:
        return "overridden"


g = override()
next(g)
try:
    g.throw(ValueError("lost"))
except StopIteration as stop:
    print(stop.value)


def deep():
    try:
        try:
            try:
                yield 1
            finally:
                print("one")
        finally:
            print("two")
            yield 2
            print("two later")
    except KeyError:
        print("key")
        yield 3
    finally:
        print("three")


g = deep()
next(g)
print(g.throw(KeyError()), list(g))


def context():
    print("before")
    try:
        value = yield "value"
        print("sent", value)
    except Exception as error:
        print("saw", repr(error))
    print("after")


class Context:
    def __init__(self, generator):
        self.generator = generator

    def __enter__(self):
        return next(self.generator)

    def __exit__(self, kind, value, traceback):
        if kind is None:
            next(self.generator, None)
            return False
        try:
            self.generator.throw(value)
        except StopIteration:
            return True
        except BaseException as error:
            return False


with Context(context()) as value:
    print(value)
with Context(context()) as value:
    raise ValueError("in with")


def loops():
    while True:
        with Manager("loop"):
            if (yield):
                break
    yield "left"


g = loops()
next(g)
next(g)
print(g.send(True))
