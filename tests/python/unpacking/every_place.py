a, b = 1, 2
a, b = b, a
(c, d), e = "xy", [3]
[f, *g], h = (4, 5, 6), 7
*i, j = range(3)
k, *l, m = "pqrst"
n = o = p = [0]
n[0], q = 9, n[0]
print(a, b, c, d, e, f, g, h, i, j, k, l, m, o, q)
first, *_, last = [1]*2
print(first, _, last, [*range(2), *[5]], (*"ab", *()), {*[1], *[1, 2]}, {**{"a": 1}, "b": 2, **{"a": 3}})
for bad in ("a, b = 1, 2, 3", "a, b = 1,", "a, *b, c = [1]", "a, b = 5", "a, b = None", "(a, b), c = 1, 2", "*a, b = ()", "a, b = {1}", "a, b, c = 'xy'"):
    try:
        exec(bad)
    except (ValueError, TypeError) as error:
        print(bad, "|", type(error).__name__, error)


def spread(*args, **kwargs):
    return args, kwargs


print(spread(*[1, 2], 3, *(4,), x=1, **{"y": 2}, **{}), spread(*"ab", **dict(z=0)), spread(*{"k": 1}), spread(*(n for n in range(2))))
for bad in (lambda: spread(*1), lambda: spread(**1), lambda: spread(**{1: 2}), lambda: spread(x=1, **{"x": 2})):
    try:
        bad()
    except TypeError as error:
        print(error)


class Iterates:
    def __iter__(self):
        yield from (1, 2)


class Indexes:
    def __getitem__(self, index):
        if index > 1:
            raise IndexError
        return index * 10


x, y = Iterates()
z, w = Indexes()
print(x, y, z, w, *Iterates(), *Indexes())
data = {"list": [0, 0]}
data["list"][0], data["list"][1], data["new"] = "abc"
print(data)
total = 0
for (a, b), *rest in [((1, 2), 3, 4), ([5, 6],)] * 50:
    total += a * b + len(rest)
print(total)
i = 0
i, data[i] = 1, "set"
print(data)
