# except* among loops, functions, finally and handlers within handlers.
import sys


def walk(errors):
    log = []
    for number, error in enumerate(errors):
        try:
            if error is not None:
                raise error
        except* ValueError as group:
            log.append(("value", number, len(group.exceptions)))
            try:
                raise KeyError(number)
            except KeyError as key:
                log.append(repr(key.__context__))
        except* (TypeError, OSError) as group:
            log.append(("type", number, [repr(e) for e in group.exceptions]))
        else:
            log.append(("fine", number))
        finally:
            log.append(sys.exception())
    return log


group = ExceptionGroup("g", [ValueError(1), TypeError(2), ExceptionGroup("h", [OSError(3), ValueError(4)])])
for line in walk([None, group, ValueError(5), OSError(6), None] * 3):
    print(line)


def rest(error):
    try:
        try:
            raise error
        except* ValueError:
            pass
    except BaseException as left:
        return left


print(repr(rest(group)), rest(ValueError()), repr(rest(KeyError(1))))
print(repr(rest(BaseExceptionGroup("k", [KeyboardInterrupt(), ValueError()]))))
print(rest(group).__context__, rest(group).exceptions[0] is group.exceptions[1])


def nested(error):
    try:
        try:
            raise error
        except* ValueError as inner:
            raise TypeError("from value")
        except* KeyError:
            raise
    except* TypeError as outer:
        return_value = [repr(e) for e in outer.exceptions]
    except* KeyError as outer:
        return_value = repr(outer)
    return return_value


print(nested(ValueError(1)))
print(nested(ExceptionGroup("both", [ValueError(1)])))
print(nested(ExceptionGroup("key", [KeyError(1)])))


def generator():
    try:
        yield 1
    except* ValueError as group:
        print("caught", repr(group))
        yield 2
    yield 3


running = generator()
print(next(running), running.throw(ValueError("thrown")), next(running))


def names():
    e = 1
    try:
        raise ValueError
    except* ValueError as e:
        pass
    try:
        return e
    except UnboundLocalError as error:
        return str(error)


print(names())


class Scope:
    try:
        raise ExceptionGroup("class", [ValueError()])
    except* ValueError as e:
        kept = repr(e)


print(Scope.kept, hasattr(Scope, "e"))
total = 0
for number in range(2000):
    try:
        raise ExceptionGroup("loop", [ValueError(number), TypeError(number)])
    except* ValueError as group:
        total += group.exceptions[0].args[0]
    except* TypeError as group:
        total -= 1
print(total)
