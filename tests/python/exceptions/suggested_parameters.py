# Keyword arguments that are nearly right, names and attributes as errors carry them.
def f(colour, size=1, /, *, width=2, height=3):
    pass


def g(alpha, beta, **rest):
    pass


def attempt(function):
    try:
        function()
    except Exception as error:
        print(type(error).__name__, error, getattr(error, "name", "-"))


attempt(lambda: f(1, colour=2))
attempt(lambda: f(1, widht=2))
attempt(lambda: f(1, heigth=2))
attempt(lambda: f(1, wIDTH=2))
attempt(lambda: f(1, zzzzz=2))
attempt(lambda: f(1, siz=2))
attempt(lambda: (lambda abc, abd: 0)(abe=1))
attempt(lambda: g(alpah=1))
attempt(lambda: undefined_name)
attempt(lambda: "".undefined_name)
attempt(lambda: __import__("sys").undefined_name)


def unbound():
    print(later)
    later = 1


attempt(unbound)
try:
    from sys import nothing_there
except ImportError as error:
    print(error.name, error.name_from, error.path, error.msg)
