from itertools import groupby, islice, tee

print([(k, list(g)) for k, g in groupby("aaabbcaa")], list(groupby([])))
print([(k, list(g)) for k, g in groupby([1, 3, 2, 4, 5], key=lambda x: x % 2)])
print([k for k, _ in groupby("aabbc")])
g = groupby("aabb")
k1, g1 = next(g)
print(k1, next(g1))
k2, g2 = next(g)
print(k2, list(g1), list(g2), list(g2), next(g, "end"))
g = groupby("ab")
(_, first), (_, second) = list(g)
print(list(first), list(second))


class Bad:
    def __eq__(self, other):
        raise ZeroDivisionError("compared")


try:
    list(groupby([1, 2], key=lambda x: Bad()))
except ZeroDivisionError as e:
    print(e)
try:
    list(groupby([1], key=1))
except TypeError as e:
    print(e)
print(type(next(groupby([1]))[1]).__name__)

a, b = tee("abc")
print(next(a), list(b), list(a), next(a, None))
x, y, z = tee(range(200), 3)
print(sum(x), sum(islice(y, 100)), sum(y), sum(z))
print(tee([], 0), len(tee([], 5)), next(tee([1, 2], 1)[0]))
p, q = tee(iter([1, 2, 3]))
next(p)
r, s = tee(p)
print(r is p, list(s), list(r), list(q))
for bad in (lambda: tee([], -1), lambda: tee(1), lambda: tee(), lambda: tee([], "a"), lambda: tee([], 1, 2)):
    try:
        bad()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)


class Self:
    def __iter__(self):
        return self

    def __next__(self):
        return next(pair[1])


pair = tee(Self())
try:
    next(pair[0])
except RuntimeError as e:
    print(e)


def broken():
    yield 1
    raise KeyError("k")


m, n = tee(broken())
print(next(m), next(n))
for it in (m, n):
    try:
        next(it)
    except (KeyError, StopIteration) as e:
        print(type(e).__name__)
for key, group in groupby(sorted(["apple", "bob", "cat", "alice", "bill"]), key=lambda w: w[0]):
    print(key, *group)
