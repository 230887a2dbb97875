# The marks / and * in parameter lists.
def f(a, b, /, c, *, d):
    return a, b, c, d


def g(x, /, **kwargs):
    return x, kwargs


print(f(1, 2, 3, d=4), f(1, 2, c=3, d=4), g(1, x=2))


def attempt(function):
    try:
        print(function())
    except TypeError as error:
        print(error)


attempt(lambda: f(1, 2, 3, 4))
attempt(lambda: f(1, 2, 3))
attempt(lambda: f(1, b=2, c=3, d=4))
attempt(lambda: f(a=1, b=2, c=3, d=4))
attempt(lambda: g(x=1))
