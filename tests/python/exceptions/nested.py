# Handlers within handlers, raising in handlers and in finally.
def level3(n):
    if n % 4 == 0:
        raise ValueError(n)
    if n % 4 == 1:
        return [][n]
    if n % 4 == 2:
        return {}[n]
    return n


def level2(n):
    try:
        return level3(n)
    except IndexError as error:
        raise RuntimeError("wrapped") from error


def level1(n):
    try:
        return level2(n)
    except ValueError as error:
        return "value " + str(error.args[0])
    except RuntimeError as error:
        return f"{error} {type(error.__cause__).__name__} {error.__cause__}"


for n in range(5):
    try:
        print(level1(n))
    except KeyError as error:
        print("key", error)


def handler_raises():
    try:
        try:
            raise ValueError("first")
        except ValueError:
            raise TypeError("second")
        finally:
            print("finally runs")
    except TypeError as error:
        return str(error), repr(error.__context__), error.__cause__


print(handler_raises())
results = {}
for i in range(800):
    try:
        key = str(level1(i))[:5]
    except LookupError as error:
        key = type(error).__name__
    results[key] = results.get(key, 0) + 1
print(len(results), results["KeyError"], results["wrapp"])
