log = []


def guarded(name):
    try:
        while True:
            try:
                value = yield name
                log.append(value)
            except KeyError as error:
                log.append(f"key {error}")
    except GeneratorExit:
        log.append(f"{name} closed")
        raise
    finally:
        log.append(f"{name} finally")


g = guarded("a")
next(g)
g.send(1)
print(g.throw(KeyError("k")), g.close(), g.close(), log)
try:
    next(g)
except StopIteration as stop:
    print("stopped", stop.value)
log.clear()


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


s = stubborn()
next(s)
try:
    s.close()
except RuntimeError as error:
    print(error)


def answering():
    try:
        yield 1
    except GeneratorExit:
        return "answer"


a = answering()
next(a)
print(a.close(), a.close())


def outer():
    try:
        yield from guarded("inner")
    finally:
        log.append("outer finally")


o = outer()
next(o)
try:
    o.throw(ValueError("through"))
except ValueError as error:
    print(error, log)


def raising():
    yield 1
    raise StopIteration("inside")


try:
    list(raising())
except RuntimeError as error:
    print(error, repr(error.__cause__))
fresh = guarded("fresh")
try:
    fresh.send(1)
except TypeError as error:
    print(error)
try:
    guarded("x").throw(ValueError("at once"))
except ValueError as error:
    print(error)


def self_caller():
    yield next(me)


me = self_caller()
try:
    next(me)
except ValueError as error:
    print(error)
