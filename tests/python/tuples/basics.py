# Tuples: literals, indexing, operators, methods, errors.
t = (1, "a", 2.5)
print(t, (), (1,), 1, t[0], t[-1], t[1:], t[::-1], len(t), t + (3,), t * 2, 2 * (0,), "a" in t)
print(t.count(1), t.index("a"), tuple("abc"), tuple([1, 2]), tuple(range(3)), (1, (2, (3,))))
x = 1, 2
print(x, type(x).__name__, (1, 2) == x, x is tuple(x), bool(()), bool((0,)))
for function in (lambda: t[5], lambda: t.index("q"), lambda: t + [1], lambda: t["a"], lambda: (1,) < ("a",)):
    try:
        print(function())
    except (IndexError, ValueError, TypeError) as error:
        print(type(error).__name__, error)
try:
    t[0] = 5
except TypeError as error:
    print(error)
try:
    del t[0]
except TypeError as error:
    print(error)
nested = ([1], 2)
try:
    nested[0] += [2]
except TypeError as error:
    print(error, nested)
