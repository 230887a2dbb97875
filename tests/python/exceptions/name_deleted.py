# The name of an except clause is gone after it.
error = "before"
try:
    1 // 0
except ZeroDivisionError as error:
    print(error)
try:
    print(error)
except NameError as e:
    print(e)


def local():
    e = 1
    try:
        raise ValueError("v")
    except ValueError as e:
        kept = e
    try:
        return e
    except UnboundLocalError as problem:
        return str(problem), kept


print(local())


def not_raised():
    e = 1
    try:
        pass
    except ValueError as e:
        pass
    return e


print(not_raised())
for i in range(600):
    try:
        if i % 2:
            raise IndexError(i)
    except IndexError as e:
        last = e.args[0]
print(last, "e" in globals())
