# raise without an argument, raise from None, raising classes and instances.
def reraise(n):
    try:
        if n == 0:
            raise ValueError
        if n == 1:
            raise ValueError("text")
        if n == 2:
            raise KeyError("k") from None
        if n == 3:
            raise 5
        if n == 4:
            raise OSError from ValueError("cause")
        raise
    except ValueError as error:
        error.note = "seen"
        raise


for n in range(6):
    try:
        reraise(n)
    except ValueError as error:
        print(n, repr(error), error.note)
    except (KeyError, OSError) as error:
        print(n, repr(error), error.__suppress_context__, repr(error.__cause__))
    except (TypeError, RuntimeError) as error:
        print(n, type(error).__name__, error)


def again():
    try:
        1 // 0
    except ZeroDivisionError:
        try:
            {}["x"]
        except KeyError:
            pass
        raise


count = 0
for _ in range(600):
    try:
        again()
    except ZeroDivisionError:
        count += 1
print(count)
try:
    raise ValueError("a") from KeyError("b")
except ValueError as error:
    print(repr(error.__cause__), error.__context__)
try:
    raise 1 from 2
except TypeError as error:
    print(error)
