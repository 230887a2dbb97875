# The exception being handled belongs to the generator that handles it.
import sys


def show(where):
    error = sys.exc_info()[1]
    print(where, type(error).__name__ if error else None, error)


def g():
    show("start")
    try:
        raise ValueError("inside")
    except ValueError:
        show("handling")
        yield 1
        show("after yield")
        try:
            raise KeyError("nested")
        except KeyError:
            yield 2
            show("nested after")
        show("back")
    show("end")
    yield 3


show("outside")
it = g()
next(it)
show("between")
try:
    raise TypeError("outer")
except TypeError:
    show("in except")
    next(it)
    show("in except again")
    next(it)
    show("and again")
show("last")
print(list(it))


def reraise():
    try:
        raise ValueError("kept")
    except ValueError:
        yield
        raise


it = reraise()
next(it)
try:
    raise KeyError("other")
except KeyError:
    try:
        next(it)
    except ValueError as error:
        print("reraised", error, repr(error.__context__))


def thrown():
    try:
        raise ValueError("v")
    except ValueError:
        try:
            yield
        except KeyError as error:
            print("context", repr(error.__context__))
            yield "ok"
    show("done")


it = thrown()
next(it)
print(it.throw(KeyError("k")), list(it))


def sees():
    show("sees")
    yield
    show("sees later")


it = sees()
try:
    raise OSError("o")
except OSError:
    next(it)
list(it)


def bare():
    yield
    raise


it = bare()
next(it)
try:
    next(it)
except RuntimeError as error:
    print(error)
it = bare()
next(it)
try:
    try:
        raise ValueError("from caller")
    except ValueError:
        next(it)
except ValueError as error:
    print(error)


def with_return():
    try:
        raise ValueError(1)
    except ValueError:
        yield 1
        return "r"


def caller():
    try:
        raise KeyError(2)
    except KeyError:
        result = yield from with_return()
        show("caller")
        return result


it = caller()
print(next(it))
show("middle")
try:
    next(it)
except StopIteration as stop:
    print(stop.value, repr(stop.__context__))


def loop():
    for i in range(3):
        try:
            raise ValueError(i)
        except ValueError as error:
            yield error
            show("loop")
            if i == 1:
                continue
        yield "between"


for x in loop():
    print("item", x)
    show("item")
show("very end")


def same():
    try:
        yield
    except ValueError:
        yield "caught"
        raise


it = same()
next(it)
try:
    try:
        raise ValueError("same object")
    except ValueError as error:
        print(it.throw(error))
    next(it)
except ValueError as error:
    print("again", error)
