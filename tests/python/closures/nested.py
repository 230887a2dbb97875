# Several levels of nesting, shared cells, unbound free variables.
def level1(a):
    def level2(b):
        def level3(c):
            nonlocal a
            a += 1
            return a, b, c
        return level3
    return level2


f = level1(1)(2)
print(f(3), f(4), level1(10)(20)(30))


def unbound():
    def inner():
        return later

    try:
        inner()
    except NameError as error:
        print(error)
    later = 5
    return inner()


print(unbound())


def shadow():
    x = 1

    def a():
        x = 2

        def b():
            nonlocal x
            x = 3

        b()
        return x

    return a(), x


print(shadow())


def recursive(n):
    def go(k):
        return 1 if k == 0 else k * go(k - 1)
    return go(n)


print(recursive(10), sum([recursive(i % 6) for i in range(600)]))


def deleted():
    x = 1

    def get():
        return x

    del x
    try:
        get()
    except NameError as error:
        return type(error).__name__, str(error)


print(deleted())
