# Unpacking of every iterable, nested, starred, with errors.
a, b = 1, 2
(c, d), e = [3, 4], 5
[f, g] = "xy"
h, *i = range(4)
*j, k = (1, 2, 3)
l, *m, n = [1, 2]
(o, *p), q = "abc", {"key": 1}
r, = [9]
print(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r)
s, t = {"one": 1, "two": 2}
u, v = {5: 0}.items(), [1]
x = [0, 0]
x[0], x[1] = x[1] + 1, x[0] + 2
print(s, t, x)
for values in ([1], [1, 2, 3], 5, None, "abc", []):
    try:
        a, b = values
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
try:
    a, *b, c = [1]
except ValueError as error:
    print(error)
for a, (b, *c) in [(1, (2, 3, 4)), (5, "xyz")]:
    print(a, b, c)
total = 0
for i in range(700):
    a, b, *c = i, i + 1, i % 3, 5
    a, b = b, a
    (a, b), c = (b, a), c[0]
    total += a * 2 + b + c
print(total)
