def make():
    functions = []
    for i in range(3):
        def f(x, i=i, *rest, scale=10, **named):
            return i, x, rest, scale, sorted(named.items())

        functions.append(f)
    return functions


for f in make():
    print(f(1), f(2, 7, 8, 9, scale=0, other=3))


def counter():
    count = 0

    def up(step=1):
        nonlocal count
        count += step
        return count

    def reset():
        nonlocal count
        count = 0

    return up, reset


up, reset = counter()
for _ in range(100):
    up()
print(up(5), reset(), up(), counter()[0]())


def compose(*functions):
    def composed(value):
        for function in functions:
            value = function(value)
        return value

    return composed


print(compose(str, len, lambda n: n * 2)(12345), compose()(7))


def late():
    def inner():
        return value

    try:
        inner()
    except NameError as error:
        print(type(error).__name__, error)
    value = 3
    result = inner()
    del value
    try:
        inner()
    except NameError as error:
        print(type(error).__name__, error)
    return result


print(late(), [g.__name__ for g in make()], make()[0].__defaults__, make()[0].__kwdefaults__, up.__closure__[0].cell_contents, up.__code__.co_freevars)
