from functools import wraps, lru_cache, cached_property, partial, singledispatch


def logged(function):
    @wraps(function)
    def wrapper(*args, **kwargs):
        print("->", function.__name__, args[1:], kwargs)
        return function(*args, **kwargs)

    wrapper.logged = True
    return wrapper


class A:
    @logged
    def m(self, x, *, y=1):
        return x + y

    @classmethod
    @logged
    def c(cls):
        return cls.__name__

    @staticmethod
    @logged
    def s(*a):
        return a

    @property
    @logged
    def p(self):
        return "p"

    @cached_property
    @logged
    def q(self):
        return "q"

    @staticmethod
    @lru_cache
    def t(n):
        return [n]


a = A()
print(a.m(1))
print(a.m(2, y=3))
print(A.c(), a.s(1, 2), a.p, a.q, a.q)
print(A.t(1) is a.t(1), A.m.logged, A.m.__wrapped__.__name__, A.m.__qualname__)


def stack(*decorators):
    def apply(function):
        for d in reversed(decorators):
            function = d(function)
        return function

    return apply


def twice(f):
    return wraps(f)(lambda *a: f(f(*a)))


@stack(twice, twice)
def inc(x):
    "inc doc"
    return x + 1


print(inc(0), inc.__name__, inc.__doc__, inc.__wrapped__.__wrapped__(5))
w = wraps(inc, assigned=("__doc__",), updated=())(lambda: 1)
print(w.__name__, w.__doc__, w.__wrapped__ is inc)
print([n for n in inc.__dict__], wraps(A)(lambda: 0).__name__)


class NoDoc:
    def __call__(self):
        return 1


print(wraps(NoDoc())(lambda: 0).__doc__, wraps(partial(inc))(lambda: 2).__name__)
