def f(items):
    out = []
    for item in items:
        try:
            if item == "skip":
                continue
            if item == "stop":
                break
            out.append(10 // item)
        except ZeroDivisionError:
            out.append("zero")
        except TypeError as error:
            out.append(type(error).__name__)
            continue
        else:
            out.append("fine")
        finally:
            out.append("-")
    else:
        out.append("no break")
    return out


print(f([1, 0, "x", "skip", 5]))
print(f([2, "stop", 1]))


def g(n):
    last = None
    while True:
        try:
            n -= 1
            if n % 3 == 0:
                raise ValueError(n)
            if n < 0:
                return "done"
        except ValueError as error:
            last = error.args[0]
        finally:
            if n == -1:
                return last


print(g(10), g(0))


def count(limit):
    caught = 0
    for number in range(limit):
        try:
            try:
                if number % 2:
                    raise KeyError(number)
                [][number]
            except KeyError as error:
                raise IndexError("from key") from error
        except IndexError as error:
            caught += 1 if error.__cause__ else 2
    return caught


print(count(300))


def leak():
    try:
        raise ValueError("x")
    except ValueError as error:
        pass
    try:
        error
    except UnboundLocalError as failure:
        return str(failure)


print(leak())
error = "global"
try:
    raise ValueError
except ValueError as error:
    pass
try:
    print(error)
except NameError as failure:
    print(failure)
