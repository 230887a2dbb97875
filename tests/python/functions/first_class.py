# Functions as values: in lists and dictionaries, as arguments and results.
def compose(f, g):
    def composed(x):
        return f(g(x))
    return composed


def double(x):
    return x * 2


def increment(x):
    return x + 1


operations = {"double": double, "increment": increment, "both": compose(double, increment), "length": len, "text": str}
print([operations[name](21) for name in ("double", "increment", "both", "text")], operations["length"]("abc"))
f = double
for _ in range(3):
    f = compose(f, increment)
print(f(1), double.__name__, f.__name__, callable(f), callable(5))
double.note = "attribute"
print(double.note, hasattr(double, "note"), hasattr(increment, "note"))
functions = [double, increment, abs, float]
x = 1
for i in range(600):
    x = functions[i % 3](x) % 1001
print(x)


def no_return():
    pass


def bare_return():
    return


print(no_return(), bare_return(), (lambda: None)(), no_return.__doc__)


def documented():
    """What it does."""


print(documented.__doc__)
