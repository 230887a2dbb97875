# throw and close.
def worker():
    while True:
        try:
            got = yield "ready"
            print("got", got)
        except ValueError as error:
            print("handled", error)
        except KeyError:
            print("leaving")
            return "left"
        finally:
            print("round over")


w = worker()
print(next(w))
print(w.send(1))
print(w.throw(ValueError("bad")))
print(w.throw(ValueError, "worse"))
print(w.throw(ValueError))
try:
    w.throw(KeyError("k"))
except StopIteration as stop:
    print("stop", stop.value)
try:
    w.throw(OSError("late"))
except OSError as error:
    print("through", error)


def simple():
    yield 1
    yield 2


s = simple()
try:
    s.throw(RuntimeError("before start"))
except RuntimeError as error:
    print(error, list(s))
s = simple()
print(s.close(), list(s), s.close())
s = simple()
next(s)
print(s.close(), list(s))


def stubborn():
    while True:
        try:
            yield 1
        except GeneratorExit:
            print("no")
            yield 2
            return


s = stubborn()
next(s)
try:
    s.close()
except RuntimeError as error:
    print(error)


def returns():
    try:
        yield 1
    except GeneratorExit:
        return "value"


r = returns()
next(r)
print(r.close(), r.close())


def raises():
    try:
        yield 1
    finally:
        raise KeyError("in finally")


r = raises()
next(r)
try:
    r.close()
except KeyError as error:
    print("close raised", error)


def cleanup(log):
    try:
        yield 1
    finally:
        log.append("cleaned")


log = []
c = cleanup(log)
next(c)
c.close()
print(log)
for bad in (lambda g: g.throw(3), lambda g: g.throw(ValueError("x"), "y"), lambda g: g.throw(ValueError, "v", 5), lambda g: g.throw(int)):
    g = simple()
    next(g)
    try:
        bad(g)
    except TypeError as error:
        print(error)


def self_throw():
    try:
        yield next(me)
    except ValueError as error:
        yield str(error)


me = self_throw()
print(next(me))


def self_send():
    try:
        own.send(None)
    except ValueError as error:
        print(error)
    try:
        own.close()
    except ValueError as error:
        print(error)
    try:
        own.throw(KeyError)
    except ValueError as error:
        print(error)
    yield own.gi_running


own = self_send()
print(next(own), own.gi_running)
