# Generator expressions.
def note(x):
    print("note", x)
    return x


g = (note(x) for x in note([1, 2]))
print("made")
print(list(g))
try:
    (x for x in 5)
except TypeError as error:
    print(error)
print(sum(x for x in range(10)), any(x > 3 for x in range(5)), all(x < 3 for x in range(5)))
print(list(x + y for x in range(3) for y in range(x) if (x + y) % 2))
print(list((x, y) for x in "ab" for y in (x * i for i in range(1, 3))))
n = 10
print(list(x * n for x in range(3)))


def f(k):
    g = (x * k for x in range(3))
    k = 100
    return list(g)


print(f(2))
print(list(x for x in (y for y in (z for z in range(3)))))
total = 0
print(list(total := total + x for x in range(4)), total)


def walrus():
    found = list(last := x for x in range(3))
    return last, found


print(walrus())
print(max((len(w), w) for w in "the quick brown fox".split()))
print(dict((x, x * x) for x in range(3)), {x for x in range(3)}, tuple(i for i in range(3)))
g = (i for i in range(3))
print(type(g).__name__, g.__name__, g.__qualname__, g.gi_code.co_varnames)


def outer():
    return (i for i in ())


print(outer().__qualname__, next(outer(), None))
print([[x for x in g] for g in ((i for i in range(n)) for n in range(4))])
print(list(map(lambda g: next(g), [(x for x in "abc"), (x for x in "def")])))
g = (x for x in range(5))
print(next(g), list(g), list(g))
print(sorted((b, a) for a, b in {"x": 2, "y": 1}.items()))
print(*(c.upper() for c in "abc"), sep="-")
fs = [lambda: x for x in range(3)]
gs = list((lambda: x) for x in range(3))
print([f() for f in fs], [g() for g in gs])
it = iter([1, 2, 3, 4])
print(list(zip(it, (x for x in it))))
g = (1 // x for x in [1, 0, 2])
print(next(g))
try:
    next(g)
except ZeroDivisionError as error:
    print(error, list(g))
