"""Generators used up by built-in functions: values, exceptions, ends, nesting, and what they see of the frames around."""
import sys


def squares(n):
    for i in range(n):
        yield i * i


def broken(n):
    yield from range(n)
    raise ValueError("broken")


def hot():
    total = 0
    for n in range(60):
        total += sum(x for x in squares(n)) + max(squares(n + 1)) + len(list(squares(n)))
        total += any(x > 100 for x in squares(n)) + all(x < 1000 for x in squares(n))
        total += sum(sum(y for y in range(x)) for x in range(n % 7))
    return total


print(hot())
print("-".join(str(x) for x in squares(5)), tuple(squares(4)), set(squares(3)), dict((x, x) for x in squares(3)))
for function in (sum, list, max, set, sorted, any, all):
    try:
        print(function(broken(0)))
    except ValueError as error:
        print(function.__name__, error)
    generator = broken(3)
    try:
        print(function(generator), list(generator) if function is any else "")
    except ValueError as error:
        print(function.__name__, error, list(generator))


def itself():
    yield 1
    yield sum(running)


running = itself()
try:
    list(running)
except ValueError as error:
    print(error)


def returning():
    yield 1
    return 5


print(list(returning()), sum(returning()))


def deep(n):
    return sum(deep(n - 1) for _ in (1,)) + 1 if n else 0


print(deep(60))
try:
    print(deep(10**5) > 0)
except RecursionError:
    print("too deep")


def names():
    yield sys._getframe(1).f_code.co_name


def asks():
    return list(names())


print(asks())
