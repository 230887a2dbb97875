import functools


def log(label):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            calls.append((label, function.__name__, args, kwargs))
            return function(*args, **kwargs)

        return wrapper

    return decorate


calls = []


@log("outer")
@log("inner")
def add(a, b=2, *, c=0):
    "Adds."
    return a + b + c


print(add(1), add(1, 5, c=10), add.__name__, add.__doc__, add.__wrapped__.__wrapped__(3))
print(calls)


class Memo:
    def __init__(self, function):
        self.function, self.known, self.hits = function, {}, 0
        functools.update_wrapper(self, function)

    def __call__(self, *args):
        if args in self.known:
            self.hits += 1
            return self.known[args]
        result = self.known[args] = self.function(*args)
        return result

    def __get__(self, instance, owner=None):
        return self if instance is None else functools.partial(self, instance)


@Memo
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80), fib.hits, fib.__name__)


class Shape:
    def __init__(self, side):
        self.side = side

    @Memo
    def area(self):
        return self.side**2

    @functools.cached_property
    def double(self):
        calls.append("computed")
        return self.side * 2


shape = Shape(4)
print(shape.area(), shape.area(), Shape.area.hits, shape.double, shape.double, calls.count("computed"))


def register(registry, *names):
    def decorate(target):
        for name in names:
            registry[name] = target
        return target

    return decorate


registry = {}


@register(registry, "a", "b")
class Plugin:
    pass


@(lambda f: registry.setdefault("f", f))
def plain():
    return "plain"


print(sorted(registry), registry["a"] is Plugin, plain())
