"""Calls that leave arguments to defaults, which change under running code."""


def f(a, b=2, c=3):
    return a, b, c


class A:
    def __init__(self, x=1, y=2):
        self.x, self.y = x, y

    def m(self, a, b=20):
        return self.x, a, b


def run(n, of, *more):
    result = None
    for i in range(n):
        result = of(i)
    return result


def hot(n):
    a = A()
    result = []
    for i in range(n):
        result = [f(i), f(i, 5), f(i, 6, 7), a.m(i), a.m(i, 9), A(i).y]
    return result


print(hot(100))
f.__defaults__ = (8, 9)
print(hot(100))
f.__defaults__ = (1, 2, 3)
print(hot(100), run(60, f))
f.__defaults__ = (7,)
try:
    hot(100)
except TypeError as error:
    print(error)
f.__defaults__ = None
try:
    hot(100)
except TypeError as error:
    print(error)
f.__defaults__ = ([], {})
print(hot(3))


def g(a):
    return "g", a


def h(a, *rest, k=1):
    return "h", a, rest, k


def k(a, b=4, *, c=5):
    return "k", a, b, c


for _ in range(3):
    print([run(30, of) for of in (f, g, f, h, k, len, f, g) if of is not len])
for of in (f, g, h, k):
    print(run(100, of))


def deep(n, by=1):
    return 0 if n == 0 else by + deep(n - by)


print(deep(300))


def mutable(item, items=[]):
    items.append(item)
    return len(items)


print([mutable(i) for i in range(100)][-1])
print([(lambda x, y=i: x + y)(1) for i in range(60)][-1])
