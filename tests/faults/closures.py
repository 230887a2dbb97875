from functools import lru_cache, partial, reduce, wraps

def counter(start):
    step = 1
    def count(by=None, *rest, key=3, **more):
        nonlocal start, step
        start += by or step
        step += key
        return start, rest, sorted(more)
    def reset():
        nonlocal start
        start = 0
        return lambda: (start, step)
    return count, reset

count, reset = counter(10)
print(count(), count(5, 6, 7), count(key=1, z=2, y=3), count(*range(3), **{"k": 1}), reset()(), count.__closure__ is not None)

def traced(name):
    def decorate(function):
        @wraps(function)
        def wrapper(*args, **keywords):
            calls.append((name, args))
            return function(*args, **keywords)
        return wrapper
    return decorate

calls = []

@traced("one")
@traced("two")
def work(a, /, b, *, c: int = 4) -> "text":
    """Documented."""
    return a + b * c

@lru_cache(maxsize=4)
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)

print(work(1, 2), work(1, b=3, c=5), calls, work.__doc__, work.__annotations__, work.__wrapped__.__name__)
print(fibonacci(30), fibonacci.cache_info()[1:], partial(work, 1, c=2)(9), reduce(lambda a, b: a + [b], "abc", []))
print([f() for f in [lambda i=i: i * i for i in range(5)]], (lambda *a, **k: (a, k))(1, *[2], x=3), sorted("hello", key=lambda c: -ord(c)))
