from functools import cache, lru_cache

calls = []


@lru_cache(maxsize=2)
def square(x):
    "squares"
    calls.append(x)
    return x * x


print([square(x) for x in (1, 2, 1, 3, 2, 1)], calls, square.cache_info(), square.cache_parameters())
square.cache_clear()
print(square.cache_info(), square.__name__, square.__doc__, square.__wrapped__(4), square.cache_info())


@lru_cache
def default(*args, **kwargs):
    calls.append((args, kwargs))
    return len(calls)


calls.clear()
print(default(1), default(1), default(1.0), default(True), default(1, a=2), default(1, a=2), default(a=2), default(a=2, b=1), default(b=1, a=2), default((1,)), default("a"))
print(default.cache_info())


@lru_cache(maxsize=None, typed=True)
def typed(x, y=0):
    return type(x).__name__


print(typed(1), typed(1.0), typed(True), typed(1, y=1), typed(1, y=1.0), typed.cache_info(), typed.cache_parameters())


@cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80), fib.cache_info())


@lru_cache(0)
def never(x):
    return x


print(never(1), never(1), never.cache_info())


class Thing:
    def __init__(self, base):
        self.base = base

    @lru_cache(maxsize=8)
    def plus(self, n):
        calls.append(n)
        return self.base + n


calls.clear()
t = Thing(10)
print(t.plus(1), t.plus(1), Thing(20).plus(1), calls, Thing.plus.cache_info())
try:
    square([])
except TypeError as e:
    print(e)
for bad in (1.5, "a"):
    try:
        lru_cache(bad)
    except TypeError as e:
        print(e)


@lru_cache(maxsize=3)
def raises(x):
    raise KeyError(x)


for _ in range(2):
    try:
        raises(1)
    except KeyError as e:
        print(e, raises.cache_info())


class Key:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return 1

    def __eq__(self, other):
        return self.n == other.n


@lru_cache(maxsize=2)
def keyed(k):
    return k.n


print([keyed(Key(n)) for n in (1, 2, 1, 3, 2, 2)], keyed.cache_info())
print(lru_cache(-1)(len).cache_parameters(), type(square).__name__, repr(square).split(" at ")[0])
i = square.cache_info()
print(i.hits, i[1], i._fields, type(i))
square.extra = 5
print(square.extra)


@lru_cache(maxsize=50)
def many(n):
    return n


for n in range(1000):
    many(n % 70)
print(many.cache_info())
